"""What pages weigh: every byte of a first visit, and one request afterwards."""

from collections import defaultdict

import large
from pages import PAGES
from world import LANGUAGES

MOST = 50_000  # bytes, decoded, with the style and the icon
ICON = """() => document.querySelector('link[rel=icon]')?.href
  ?? new URL('/favicon.ico', location.href).href"""


async def everything(stage, world):
    seen = world.seen_by(large.faces(world))
    weights = []

    async def weigh(total, page, face, language):
        weights.append((total, page.name, face, language))
        if total > MOST:
            text = f"weighs {total} bytes, more than {MOST}"
            await stage.report.fault("weight", page.name, f"{face}, {language}", text)

    async def one(page, face):
        async with stage.visitor(seen.faces[face].cookie) as visitor:
            watch = await visitor.page.context.new_cdp_session(visitor.page)
            wire = Wire(watch)
            await watch.send("Network.enable")
            await watch.send("Network.clearBrowserCache")
            answer = await visitor.open(seen, page, face)
            stage.report.see(page.name, f"{face}, first visit")
            if answer.status not in (page.status, 200):
                raise AssertionError(f"{visitor.page.url} answers {answer.status}")
            icon = await visitor.page.evaluate(ICON)
            frame = await _around(visitor, wire, icon)
            if page.deed:
                await weigh(frame + len(await answer.body()), page, face, visitor.language)
            else:
                path = seen.path(page, face)
                for language in LANGUAGES:
                    await weigh(frame + await _html(visitor, path, language), page, face, language)
                await _again(visitor, wire, path, icon, page, face)
            await watch.detach()

    jobs = [
        (page.name, lambda a=(page, face): one(*a))
        for page in PAGES + large.MORE
        for face in page.faces
    ]
    await stage.all("weight", jobs)
    for total, name, face, language in sorted(weights, reverse=True)[:3]:
        print(f"browser: weight: {name} ({face}, {language}): {total} bytes")


async def _around(visitor, wire, icon):
    """The bytes of all that a first visit loads beside the page itself."""
    await wire.rest(visitor.page)
    # A browser without a window asks for the icon late or never.
    total = sum(count for url, count in wire.bytes() if url != icon)
    return total + len(await (await visitor.page.request.get(icon)).body())


async def _html(visitor, path, language):
    await visitor.speak(language)
    asked = visitor.page.request.get(visitor.stage.url + path, headers={"Accept": "text/html"})
    return len(await (await asked).body())


async def _again(visitor, wire, path, icon, page, face):
    """A second visit asks for the page and for nothing that it has kept."""
    wire.begin()
    await visitor.go(path)
    await wire.rest(visitor.page)
    if len(asked := [url for url in wire.new() if url != icon]) != 1:
        text = f"asks for {asked} where nothing but the page is new"
        await visitor.stage.report.fault("weight", page.name, face, text)


class Wire:
    """What the browser asks for, and what it has kept of it."""

    def __init__(self, watch):
        self.asked, self.pages = {}, set()
        self.ended, self.kept, self.came = set(), set(), defaultdict(int)
        watch.on("Network.requestWillBeSent", self._ask)
        watch.on("Network.requestServedFromCache", self._keep)
        watch.on("Network.responseReceived", lambda event: event["response"].get("fromDiskCache")
                 and self._keep(event))
        watch.on("Network.dataReceived", self._count)
        watch.on("Network.loadingFinished", lambda event: self.ended.add(event["requestId"]))

    def _ask(self, event):
        self.asked[event["requestId"]] = event["request"]["url"]
        if event.get("type") == "Document":
            self.pages.add(event["requestId"])

    def _keep(self, event):
        self.kept.add(event["requestId"])

    def _count(self, event):
        self.came[event["requestId"]] += event["dataLength"]  # decoded

    def bytes(self):
        """What came beside pages, once."""
        known = self.pages | self.kept
        return [(url, self.came[id]) for id, url in self.asked.items() if id not in known]

    def begin(self):
        self.asked.clear()

    async def rest(self, page):
        """Waits until all has come that was asked for."""
        for _ in range(100):
            if not set(self.asked) - self.ended:
                break
            await page.wait_for_timeout(20)

    def new(self):
        return [url for id, url in self.asked.items() if id not in self.kept]
