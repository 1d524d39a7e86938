"""One browser, the contexts in which pages are looked at, and what is found wrong there."""

import asyncio
import contextlib
import pathlib
import re
from collections import defaultdict

from deeds import DEEDS

# The cookies of the server: who has signed in, and the language that was chosen.
SESSION, LANGUAGE = "tenure-session", "tenure-language"
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
        self.pictures = {}

    def see(self, page, state):
        self.visits += 1
        self.seen.add((page, state))

    async def fault(self, part, page, state, text, shown=None):
        """Notes a fault, with a picture of the first state in which it stands."""
        places = self.found[(part, page, text)]
        places.append(state)
        if shown is not None and len(places) == 1 and len(self.pictures) < 60:
            name = re.sub(r"[^a-z0-9]+", "-", f"{part} {page} {state}".lower()).strip("-")
            picture = self.folder / "faults" / f"{name}.png"
            self.pictures[(part, page, text)] = picture
            with contextlib.suppress(Exception):
                await shown.screenshot(path=picture, full_page=True)

    def print(self):
        for (part, page, text), places in sorted(self.found.items(), key=str):
            states = "; ".join(dict.fromkeys(places[:3]))
            more = f" and {len(places) - 3} more" if len(places) > 3 else ""
            print(f"browser: {part}: {page} ({states}{more}): {text}")
            if picture := self.pictures.get((part, page, text)):
                print(f"    {picture}")


class Visitor:
    """A window of the browser in one state, and whoever looks through it."""

    def __init__(self, stage, page):
        self.stage, self.page, self.state, self.language = stage, page, "", ""
        self.said = []
        self.asked = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    async def go(self, path):
        self.said.clear()
        self.asked.clear()
        return await self.page.goto(self.stage.url + path)

    async def become(self, cookie, language, width, scheme):
        """Somebody else, at another screen, comes to the same window."""
        await self.page.context.clear_cookies()
        await self.speak(language)
        if cookie:
            await self._keep(SESSION, cookie)
        await self.page.set_viewport_size({"width": width, "height": 900})
        await self.page.emulate_media(
            color_scheme=scheme, forced_colors="none", reduced_motion="no-preference"
        )

    async def enter(self, cookie):
        """Goes on as whoever a session's cookie belongs to; as nobody without one."""
        await self.page.context.clear_cookies(name=SESSION)
        if cookie:
            await self._keep(SESSION, cookie)

    async def speak(self, language):
        """Chooses the language of what comes next."""
        self.language = language
        await self._keep(LANGUAGE, language)

    async def _keep(self, name, value):
        cookie = {"name": name, "value": value, "url": self.stage.url}
        await self.page.context.add_cookies([cookie])

    async def look(self, part, what, answer):
        """Checks what every page must be, and counts it as seen."""
        report, page = self.stage.report, self.page
        name, status, language = what.name, what.status, what.language or self.language
        report.see(name, self.state)
        if answer is None or answer.status != status:
            text = f"status {answer and answer.status} instead of {status}"
            await report.fault(part, name, self.state, text, page)
            return False
        faults = []
        about = await page.evaluate(OVERFLOW)
        if about["overflow"]:
            faults.append(f"{about['overflow']} px wider than the window: {about['wide']}")
        if about["lang"] != language:
            faults.append(f"lang is {about['lang']}, not {language}")
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

    async def send(self):
        """Presses the last button of the page's form; its answer."""
        return await self.press("form[method=post] button:not(.link)")

    async def press(self, button):
        """Presses the last such button of the page's main part; the answer."""
        async with self.page.expect_navigation() as answer:
            await self.page.locator(f"main {button}").last.click()
        return await answer.value

    async def open(self, world, page, face):
        """Goes to a page and does there what it is looked at after."""
        answer = await self.go(world.path(page, face))
        if page.deed and answer.ok:
            answer = await DEEDS[page.deed](self, world, face)
        return answer


class Stage:
    """Windows are kept and given to the next visitor: to open one takes longer than most visits."""

    def __init__(self, browser, url, report, parallel=3):
        self.browser, self.url, self.report = browser, url, report
        self.room = asyncio.Semaphore(parallel)
        self._free = defaultdict(list)

    @contextlib.asynccontextmanager
    async def visitor(
        self, cookie="", language="en", scripts=True, width=1280, scheme="light", init=None
    ):
        kind = (scripts, init)
        visitor = self._free[kind].pop() if self._free[kind] else await self._open(*kind)
        await visitor.become(cookie, language, width, scheme)
        visitor.state = f"{language}, {width} px, {scheme}" + ("" if scripts else ", no scripts")
        try:
            yield visitor
        except BaseException:  # whatever state it is in, nobody else gets it
            await visitor.page.context.close()
            raise
        self._free[kind].append(visitor)

    async def _open(self, scripts, init):
        context = await self.browser.new_context(
            java_script_enabled=scripts, bypass_csp=init is not None
        )
        context.set_default_timeout(60_000)
        if init:
            await context.add_init_script(path=init)
        return Visitor(self, await context.new_page())

    async def all(self, part, jobs):
        """Does jobs side by side; one that breaks off is a fault like any other."""

        async def do(name, job):
            async with self.room:
                try:
                    await job()
                except Exception as error:  # the others go on
                    first = str(error).strip().splitlines()[0] if str(error).strip() else ""
                    text = f"broke off: {type(error).__name__}: {first}"
                    await self.report.fault(part, name, "", text)

        await asyncio.gather(*(do(name, job) for name, job in jobs))
