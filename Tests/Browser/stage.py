"""One browser, the contexts in which pages are looked at, and what is found wrong there."""

import asyncio
import contextlib
import pathlib
import re
import time
from collections import defaultdict

OVERFLOW = """() => {
  const root = document.documentElement;
  const room = root.clientWidth;
  const wide = [...document.querySelectorAll('body *')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > room + 1 || box.left < -1)
      && !element.closest('.spoken, .skip, thead') ;
  });
  const name = element => element.tagName.toLowerCase()
    + (element.className.baseVal ?? element.className ? '.' + element.className : '')
    + ' “' + element.textContent.trim().slice(0, 40) + '”';
  return {
    lang: root.lang,
    overflow: root.scrollWidth > room + 1 ? root.scrollWidth - room : 0,
    wide: wide.slice(-1).map(name),
    headings: document.querySelectorAll('h1').length,
    ids: [...document.querySelectorAll('[id]')].map(e => e.id)
      .filter((id, i, all) => all.indexOf(id) !== i),
  };
}"""


class Report:
    """What was seen, and what was wrong with it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.found = defaultdict(list)
        self.seen = set()
        self.visits = 0
        self.seconds = {}
        self._pictures = 0

    def see(self, page, state):
        self.visits += 1
        self.seen.add((page, state))

    async def fault(self, part, page, state, text, shown=None):
        """Notes a fault, with a picture of the first states in which it stands."""
        places = self.found[(part, page, text)]
        picture = None
        if shown is not None and len(places) < 1 and self._pictures < 60:
            self._pictures += 1
            name = re.sub(r"[^a-z0-9]+", "-", f"{part} {page} {state}".lower()).strip("-")
            picture = self.folder / "faults" / f"{name}.png"
            with contextlib.suppress(Exception):
                await shown.screenshot(path=picture, full_page=True)
        places.append((state, picture))

    def print(self):
        for (part, page, text), places in sorted(self.found.items(), key=str):
            states = ", ".join(dict.fromkeys(state for state, _ in places[:3]))
            more = f" and {len(places) - 3} more" if len(places) > 3 else ""
            print(f"browser: {part}: {page} ({states}{more}): {text}")
            for _, picture in places:
                if picture:
                    print(f"    {picture}")


class Visitor:
    """A window of the browser in one state, and whoever looks through it."""

    def __init__(self, stage, page, state, language):
        self.stage, self.page, self.state, self.language = stage, page, state, language
        self.said = []
        self.asked = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    async def go(self, path):
        self.said.clear()
        self.asked.clear()
        return await self.page.goto(self.stage.url + path)

    async def look(self, part, name, answer, status=200):
        """Checks what every page must be, and counts it as seen."""
        report, page = self.stage.report, self.page
        report.see(name, self.state)
        if answer is None or answer.status != status:
            text = f"status {answer and answer.status} instead of {status}"
            await report.fault(part, name, self.state, text, page)
            return False
        faults = []
        about = await page.evaluate(OVERFLOW)
        if about["overflow"]:
            faults.append(f"{about['overflow']} px wider than the window: {about['wide']}")
        if about["lang"] != self.language:
            faults.append(f"lang is {about['lang']}, not {self.language}")
        if about["headings"] != 1:
            faults.append(f"{about['headings']} h1")
        if about["ids"]:
            faults.append(f"ids that are there twice: {about['ids']}")
        expected = f"status of {status} " if status != 200 else "nothing"
        faults += [f"the console says: {text}" for text in self.said if expected not in text]
        faults += [
            f"asks for {url}" for url in self.asked if not url.startswith(self.stage.url + "/")
        ]
        for fault in faults:
            await report.fault(part, name, self.state, fault, page)
        return not faults

    async def send(self, name="main form"):
        """Presses the last button of the page's form; its answer."""
        button = self.page.locator("main form[method=post] button:not(.link)").last
        async with self.page.expect_navigation() as answer:
            await button.click()
        return await answer.value

    async def open(self, world, page, face):
        """Goes to a page and, if it is the answer to an empty form, sends that."""
        answer = await self.go(world.path(page, face))
        if page.submit and answer.ok:
            answer = await self.send()
        return answer


class Stage:
    def __init__(self, browser, url, report, parallel=3):
        self.browser, self.url, self.report = browser, url, report
        self.room = asyncio.Semaphore(parallel)

    @contextlib.asynccontextmanager
    async def visitor(
        self, cookie="", language="en", scripts=True, width=1280, scheme="light", init=None, **more
    ):
        context = await self.browser.new_context(
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            **more,
        )
        context.set_default_timeout(20_000)
        cookies = {"tenure-session": cookie, "tenure-language": language}
        await context.add_cookies(
            [{"name": n, "value": v, "url": self.url} for n, v in cookies.items() if v]
        )
        if init:
            await context.add_init_script(path=init)
        state = f"{language}, {width} px, {scheme}" + ("" if scripts else ", no scripts")
        try:
            yield Visitor(self, await context.new_page(), state, language)
        finally:
            await context.close()

    async def all(self, part, jobs):
        """Does jobs side by side; one that breaks off is a fault like any other."""
        begun = time.monotonic()

        async def do(name, job):
            async with self.room:
                try:
                    await job()
                except Exception as error:  # the others go on
                    first = str(error).strip().splitlines()[0] if str(error).strip() else ""
                    text = f"broke off: {type(error).__name__}: {first}"
                    await self.report.fault(part, name, "", text)

        await asyncio.gather(*(do(name, job) for name, job in jobs))
        self.report.seconds[part] = (
            self.report.seconds.get(part, 0) + time.monotonic() - begun
        )
