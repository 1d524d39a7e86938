"""Home, cancel page and receipt by the keyboard alone; the order in which a page is read."""

import re

from pages import ALL, CANCEL
from world import ORGANISATION, licenses, person

FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    tag: e.tagName, href: e.getAttribute('href') ?? '', name: e.getAttribute('name') ?? '',
    text: e.textContent.trim().slice(0, 40),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 1 && box.height > 1,
    on: e === document.body || e.contains(document.elementFromPoint(
      box.left + Math.min(box.width / 2, innerWidth / 2), box.top + box.height / 2)),
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

    async def press(self, key):
        async with self.page.expect_navigation():
            await self.page.keyboard.press(key)


async def everything(stage, world):
    await stage.all(
        "keyboard",
        [
            ("cancel", lambda: _journey(stage, world)),
            ("cancel", lambda: _reading(stage, world)),
            *((f"{face} home", lambda f=face: _start(stage, world, f)) for face in ALL),
        ],
    )


async def _journey(stage, world):
    boss = person("per_jo", "Jo Marsh", "global-administrator")
    account = {**ORGANISATION, "id": "acc_marsh", "name": "Marsh Ltd", "people": [boss]}
    world.server.post("/v1/accounts", account)
    world.subscribe("acc_marsh", licenses("sub_marsh"))
    cookie = world.server.sign_in("acc_marsh", "per_jo")
    async with stage.visitor(cookie) as visitor:
        keys, page = Keys(stage, visitor.page), visitor.page
        await visitor.go("/accounts/acc_marsh")
        for _ in range(3):  # the way that is there: straight, or by the list of products
            if page.url.endswith("/cancel"):
                break
            goals = ["/cancel"] if await page.locator('main a[href$="/cancel"]').count() else [
                "/subscriptions", "/sub_marsh"
            ]
            await keys.to(lambda f: f["href"].endswith(tuple(goals)), "home")
            await keys.press("Enter")
        await keys.to(lambda f: f["name"] == "reason", "cancel")
        await page.keyboard.press("Space")
        button = lambda f: f["tag"] == "BUTTON" and "Cancel" in f["text"]
        await keys.to(button, "cancel")
        await keys.press("Enter")
        stage.report.see("receipt", "keyboard alone")
        if "/receipts/" not in page.url:
            await stage.report.fault("keyboard", "cancel", "Enter", f"led to {page.url}", page)


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
