"""What pages weigh: every byte of a first visit, and one request afterwards."""

from world import ORGANISATION, PAGES, Face, licenses, person

MOST = 50_000  # bytes, decoded, with the style and the icon
USERS, SUBSCRIPTIONS = 300, 40
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
            answers = []
            visitor.page.on("response", lambda answer: answers.append(answer))
            answer = await visitor.go(path)
            visitor.state = f"{face}, first visit"
            stage.report.see(page.name, visitor.state)
            if answer.status not in (page.status, 200):
                raise AssertionError(f"{path} answers {answer.status}")
            total = await _bytes(visitor, answers)
            heaviest.append((total, page.name, face))
            if total > MOST:
                text = f"weighs {total} bytes, more than {MOST}"
                await stage.report.fault("weight", page.name, face, text)
            count = await _warm(visitor, path)
            if count != 1:
                text = f"asks {count} times where nothing but the page is new"
                await stage.report.fault("weight", page.name, face, text)

    jobs = [(page.name, lambda a=(page, face): one(*a)) for page in PAGES for face in page.faces]
    await stage.all("weight", jobs)
    for total, name, face in sorted(heaviest, reverse=True)[:3]:
        print(f"browser: weight: {name} ({face}): {total} bytes")


async def _bytes(visitor, answers):
    total = sum([len(await answer.body()) for answer in answers])
    # A browser without a window shows no icon and does not ask for it.
    icon = await visitor.page.locator("link[rel=icon]").evaluate("one => one.href")
    if icon not in [answer.url for answer in answers]:
        total += len(await (await visitor.page.request.get(icon)).body())
    return total


async def _warm(visitor, path):
    """How many requests reach the server when the page is visited again."""
    watch = await visitor.page.context.new_cdp_session(visitor.page)
    await watch.send("Network.enable")
    asked, kept = [], []
    watch.on("Network.requestWillBeSent", lambda event: asked.append(event["requestId"]))
    watch.on("Network.requestServedFromCache", lambda event: kept.append(event["requestId"]))
    watch.on("Network.responseReceived", lambda event: event["response"].get("fromDiskCache")
             and kept.append(event["requestId"]))
    await visitor.go(path)
    await watch.detach()
    return len(set(asked) - set(kept))
