"""What pages weigh: every byte of a first visit, and one request afterwards."""

from collections import defaultdict

from world import LANGUAGES, ORGANISATION, PAGES, Face, licenses, person

MOST = 50_000  # bytes, decoded, with the style and the icon
USERS, SUBSCRIPTIONS = 300, 40
ICON = """() => document.querySelector('link[rel=icon]')?.href
  ?? new URL('/favicon.ico', location.href).href"""
PRODUCTS = ["business-premium", "business-standard", "business-basic"]


def _large(world):
    """An organisation with many people and subscriptions, some of them cancelled."""
    account = "acc_large"
    people = [person(f"per_large_{n}", f"Ansel Featherstone {n}", "user") for n in range(USERS)]
    people[0]["roles"] = ["global-administrator"]
    body = {**ORGANISATION, "id": account, "name": "Large & Lasting Holdings", "people": people}
    world.server.post("/v1/accounts", body)
    for n in range(SUBSCRIPTIONS):
        world.subscribe(account, licenses(f"sub_large_{n}", PRODUCTS[n % 3]))
    path = f"/v1/accounts/{account}/subscriptions/sub_large_%d/acts"
    cancel = {"act": "cancel", "reason": "not-used", "actor": {"role": "billing-administrator"}}
    for n in range(1, 9):
        receipt = world.server.post(path % n, cancel)["receipt"]["id"]
    world.server.post(f"/v1/accounts/{account}/clock", {"to": "2026-02-08T09:00:00Z"})
    ids = {
        "case": world.ask(account, "per_large_0"),
        "person": "per_large_7",
        "subscription": "sub_large_0",
        "fixed": "sub_large_20",
        "ended": "sub_large_1",
        "receipt": receipt,
    }
    cookie = world.server.sign_in(account, "per_large_0")
    return {
        "organisation": Face(account, "per_large_0", account, cookie, ids),
        "support": Face(account, "", account, world.faces["support"].cookie, ids),
    }


async def everything(stage, world):
    faces = {**world.faces, **_large(world)}
    heaviest = []

    async def one(page, face):
        looker = faces[face]
        path = page.path.format(account=looker.looks_at, **looker.ids)
        async with stage.visitor(looker.cookie) as visitor:
            watch = await visitor.page.context.new_cdp_session(visitor.page)
            wire = Wire(watch)
            await watch.send("Network.enable")
            await watch.send("Network.clearBrowserCache")
            answer = await visitor.go(path)
            visitor.state = f"{face}, first visit"
            stage.report.see(page.name, visitor.state)
            if answer.status not in (page.status, 200):
                raise AssertionError(f"{path} answers {answer.status}")
            icon = await visitor.page.evaluate(ICON)
            await wire.rest(visitor.page, icon)
            frame = await _around(visitor, wire, icon)
            for language in LANGUAGES:
                total = frame + await _html(visitor, path, language)
                heaviest.append((total, page.name, face, language))
                if total > MOST:
                    text = f"weighs {total} bytes, more than {MOST}"
                    await stage.report.fault("weight", page.name, f"{face}, {language}", text)
            wire.begin()
            await visitor.go(path)
            await wire.rest(visitor.page)
            if len(asked := wire.new()) != 1:
                text = f"asks for {asked} where nothing but the page is new"
                await stage.report.fault("weight", page.name, face, text)
            await watch.detach()

    jobs = [(page.name, lambda a=(page, face): one(*a)) for page in PAGES for face in page.faces]
    await stage.all("weight", jobs)
    for total, name, face, language in sorted(heaviest, reverse=True)[:3]:
        print(f"browser: weight: {name} ({face}, {language}): {total} bytes")


async def _around(visitor, wire, icon):
    """The bytes of all that a first visit loads beside the page itself."""
    total = sum(count for url, count in wire.bytes() if url != visitor.page.url)
    # A browser without a window does not always ask for the icon.
    if icon not in [url for url, _ in wire.bytes()]:
        total += len(await (await visitor.page.request.get(icon)).body())
    return total


async def _html(visitor, path, language):
    await visitor.speak(language)
    asked = visitor.page.request.get(visitor.stage.url + path, headers={"Accept": "text/html"})
    return len(await (await asked).body())


class Wire:
    """What the browser asks for, the icon too, and what it has kept of it."""

    def __init__(self, watch):
        self.asked, self.ended, self.kept, self.came = {}, set(), set(), defaultdict(int)
        watch.on("Network.requestWillBeSent", lambda event: self.asked.setdefault(
            event["requestId"], event["request"]["url"]))
        watch.on("Network.requestServedFromCache", self._keep)
        watch.on("Network.responseReceived", lambda event: event["response"].get("fromDiskCache")
                 and self._keep(event))
        watch.on("Network.dataReceived", self._count)
        watch.on("Network.loadingFinished", lambda event: self.ended.add(event["requestId"]))

    def _keep(self, event):
        self.kept.add(event["requestId"])

    def _count(self, event):
        self.came[event["requestId"]] += event["dataLength"]  # decoded

    def bytes(self):
        return [(url, self.came[id]) for id, url in self.asked.items()]

    def begin(self):
        self.asked.clear()

    async def rest(self, page, icon=None):
        """Waits until all has come; for a while for the icon too, which comes when it may."""
        for turn in range(100):
            waiting = set(self.asked) - self.ended
            if not waiting and (icon is None or icon in self.asked.values() or turn > 10):
                break
            await page.wait_for_timeout(20)

    def new(self):
        return [url for id, url in self.asked.items() if id not in self.kept]
