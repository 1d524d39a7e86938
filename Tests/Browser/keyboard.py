"""What people come for, by the keyboard alone; the order in which a page is read."""

import re

from pages import ALL, CANCEL, PAGES
from world import ORGANISATION, licenses, person

FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  // Of a link on two lines the first, and of that what the window shows.
  const box = e.getClientRects()[0] ?? e.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  return {
    tag: e.tagName, href: e.getAttribute('href') ?? '', name: e.getAttribute('name') ?? '',
    text: e.textContent.trim().slice(0, 40),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    seen: bottom - top > 1 && right - left > 1,
    on: e === document.body
      || e.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2)),
  };
}"""
READING = [
    'heading "Cancel Microsoft 365 Business Premium"',
    'heading "What you have and use"',
    'heading "What you lose, and when"',
    'heading "What comes back"',
    'heading "Every date"',
    'heading "What to do first"',
    'heading "What you can do instead"',
    'heading "Your decision"',
    'button "Cancel the subscription"',
    'link "Keep the subscription"',
]


class Keys:
    def __init__(self, stage, page):
        self.stage, self.page = stage, page

    async def to(self, wanted, where, most=80):
        """Presses Tab until something is reached; every stop on the way must be visible."""
        for _ in range(most):
            await self.page.keyboard.press("Tab")
            focus = await self.page.evaluate(FOCUS)
            if focus["tag"] == "BODY":
                continue
            problem = None
            if focus["outline"] < 2:
                problem = f"the focus has an outline of {focus['outline']} px"
            elif not focus["seen"] or not focus["on"]:
                problem = "the focus is out of sight or covered"
            if problem:
                text = f"{problem}: {focus['tag']} “{focus['text']}” {focus['name']}"
                await self.stage.report.fault("keyboard", where, "focus", text, self.page)
            if wanted(focus):
                return focus
        raise AssertionError(f"the keyboard does not reach what is looked for on {where}")

    async def press(self, key="Enter"):
        async with self.page.expect_navigation():
            await self.page.keyboard.press(key)

    async def follow(self, end, where):
        """Goes along the link whose address ends so."""
        await self.to(lambda focus: focus["href"].endswith(end), where)
        await self.press()

    async def write(self, name, text, where):
        """Types into a field in place of what stands there."""
        await self.to(lambda focus: focus["name"] == name, where)
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.type(text)

    async def send(self, words, where):
        """Presses the button of these words."""
        await self.to(lambda focus: focus["tag"] == "BUTTON" and words in focus["text"], where)
        await self.press()

    async def ends(self, where, end, selector):
        """Sees that it came to where it should, and that the page says so."""
        self.stage.report.see(where, "keyboard alone")
        if end not in self.page.url or not await self.page.locator(selector).count():
            text = f"the keys led to {self.page.url}, or nothing there says what came of it"
            await self.stage.report.fault("keyboard", where, "Enter", text, self.page)


async def everything(stage, world):
    account = _marsh(world)
    journeys = [_cancel, _licenses, _call_back, _close, _search]
    jobs = [(do.__name__[1:], lambda do=do: _journey(stage, world, account, do)) for do in journeys]
    faulty = [page for page in PAGES if page.status in (409, 422)]
    await stage.all(
        "keyboard",
        [
            *jobs,
            ("cancel", lambda: _reading(stage, world)),
            *((f"{face} home", lambda f=face: _start(stage, world, f)) for face in ALL),
            *((page.name, lambda a=(page, face): _notice(stage, world, *a))
              for page in faulty for face in page.faces),
        ],
    )


def _marsh(world):
    """An organisation that leaves by the keyboard, and its administrator's cookie."""
    boss = person("per_jo", "Jo Marsh", "global-administrator")
    world.open("acc_marsh", ORGANISATION, "Marsh Ltd", people=[boss])
    world.subscribe("acc_marsh", licenses("sub_marsh"))
    world.subscribe("acc_marsh", licenses("sub_marsh_less"))
    return world.server.sign_in("acc_marsh", "per_jo")


async def _journey(stage, world, cookie, do):
    async with stage.visitor(cookie) as visitor:
        await do(Keys(stage, visitor.page), visitor, world)


async def _cancel(keys, visitor, world):
    page = visitor.page
    await visitor.go("/accounts/acc_marsh")
    for _ in range(3):  # the way that is there: straight, or by the list of products
        if page.url.endswith("/cancel"):
            break
        straight = await page.locator('main a[href$="/cancel"]').count()
        goals = ("/sub_marsh/cancel",) if straight else ("/subscriptions", "/sub_marsh")
        await keys.follow(goals, "home")
    await keys.to(lambda f: f["name"] == "reason", "cancel")
    await page.keyboard.press("Space")
    await keys.send("Cancel", "cancel")
    await keys.ends("receipt", "/receipts/", "main [role=status] h1")


async def _licenses(keys, visitor, world):
    """From the list of products to fewer licenses."""
    await visitor.go("/accounts/acc_marsh/subscriptions")
    await keys.follow("/sub_marsh_less", "products")
    await keys.follow("/acts/reduce-licenses", "subscription")
    await keys.write("licenses", "19", "act-reduce")
    await keys.press()
    await keys.send("licenses", "act-reduce-shown")
    await keys.ends("receipt", "/receipts/", "main [role=status] h1")


async def _call_back(keys, visitor, world):
    await visitor.go("/accounts/acc_marsh")
    await keys.follow("/call-back", "home")
    await keys.write("phone", "+1 312 555 0144", "call-back")
    await keys.write("note", "By the keyboard", "call-back")
    await keys.send("", "call-back")
    await keys.ends("call-back-asked", "/call-back?case=", "main [role=status]")


async def _close(keys, visitor, world):
    """Closes an account that is there for this alone."""
    account, cookie = world.fresh("organisation")
    await visitor.enter(cookie)
    await visitor.go(f"/accounts/{account}")
    await keys.follow("/closing", "home-empty")
    await keys.to(lambda f: f["name"] == "understood", "closing-open")
    await visitor.page.keyboard.press("Space")
    await keys.send("", "closing-open")
    await keys.ends("closed-now", "/closing", "main [role=status] h1")


async def _search(keys, visitor, world):
    support = world.faces["support"]
    await visitor.enter(support.cookie)
    await visitor.go("/support")
    await keys.write("q", support.looks_at, "support")
    await keys.press()
    await keys.follow(f"/accounts/{support.looks_at}", "support-found")
    await keys.ends("home", f"/accounts/{support.looks_at}", "main h1")


async def _notice(stage, world, page, face):
    """After a form that was not done the focus is on what says why."""
    async with stage.visitor(world.faces[face].cookie) as visitor:
        await visitor.open(world, page, face)
        stage.report.see(page.name, f"focus, {face}")
        if not await visitor.page.evaluate("!!document.activeElement.closest('[role=alert]')"):
            text = "the focus is not on the notice that says why"
            await stage.report.fault("keyboard", page.name, face, text, visitor.page)


async def _start(stage, world, face):
    """The first stop leads to the content, and there is a way to it without the mouse."""
    async with stage.visitor(world.faces[face].cookie) as visitor:
        await visitor.go(f"/accounts/{world.faces[face].looks_at}")
        keys, page = Keys(stage, visitor.page), visitor.page
        first = await keys.to(lambda focus: True, "home")
        if first["href"] != "#main":
            text = f"the first stop is “{first['text']}”, not the way to the content"
            await stage.report.fault("keyboard", "home", face, text, page)
        await page.keyboard.press("Enter")
        inside = "document.activeElement.id === 'main'"
        if not await page.evaluate(inside):
            text = "the skip link does not move the focus to the content"
            await stage.report.fault("keyboard", "home", face, text, page)
        await keys.to(lambda focus: True, "home")
        if not await page.evaluate("!!document.activeElement.closest('main')"):
            text = "after the skip link, Tab does not go on in the content"
            await stage.report.fault("keyboard", "home", face, text, page)


async def _reading(stage, world):
    """What a screen reader says of the cancel page, in its order."""
    async with stage.visitor(world.faces["organisation"].cookie) as visitor:
        await visitor.go(world.path(CANCEL, "organisation"))
        tree = await visitor.page.locator("main").aria_snapshot()
        spoken = re.findall(r'^ *- (heading "[^"]+"|button "[^"]+"|link "Keep[^"]+")', tree, re.M)
        stage.report.see("cancel", "reading order")
        if spoken != READING:
            text = f"is read in another order: {spoken}"
            await stage.report.fault("keyboard", "cancel", "reading order", text, visitor.page)
