"""What people come for, by the keyboard alone; the order in which a page is read."""

import re

from pages import ALL, CANCEL, PAGES
from world import ORGANISATION, PERSON, licenses, person, plan

FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  // Of a link on two lines the first, and of that what the window shows.
  const box = e.getClientRects()[0] ?? e.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  return {
    tag: e.tagName, id: e.id,
    href: e.getAttribute('href') ?? '', name: e.getAttribute('name') ?? '',
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
        """Types into a field of a name or an id, in place of what stands there."""
        await self.to(lambda focus: name in (focus["name"], focus["id"]), where)
        await self.type(text)

    async def type(self, text):
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.type(text)

    async def tick(self, id, where):
        await self.to(lambda focus: focus["id"] == id, where)
        await self.page.keyboard.press("Space")

    async def fault(self, where, field):
        """Sees that the focus is on what is wrong, and goes on to the field that it is about."""
        said = await _says(self.page)
        if said:
            await self.to(lambda focus: focus["href"] == f"#{field}", where, most=3)
            await self.page.keyboard.press("Enter")
        focus = await self.page.evaluate(FOCUS)
        if not said or focus["id"] != field:
            where_now = f"{focus['tag']} “{focus['text']}”"
            text = f"after a fault the focus is on {where_now}, not on {field}"
            await self.stage.report.fault("keyboard", where, "after a fault", text, self.page)

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


async def _says(page):
    """Whether the focus comes to what says why something was not done: a moment after the page."""
    for _ in range(40):
        if await page.evaluate("!!document.activeElement.closest('[role=alert]')"):
            return True
        await page.wait_for_timeout(50)
    return False


async def everything(stage, world):
    account = _marsh(world)
    _heath(world)
    journeys = [
        _cancel, _licenses, _call_back, _close, _search, _sign_in, _session, _role, _assign,
        _share, _storage, _export, _calendar,
    ]
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


def _heath(world):
    """Those whose accounts the shorter journeys change, each another part."""
    people = [
        person("per_ann", "Ann Heath", "global-administrator"),
        person("per_bo", "Bo Heath", "user"),
    ]
    world.open("acc_heath", ORGANISATION, "Heath Ltd", people=people)
    world.subscribe("acc_heath", licenses("sub_heath"))
    world.open("acc_dale", PERSON, "Una Dale", people=[person("per_una", "Una Dale", "owner")])
    world.subscribe("acc_dale", plan("sub_dale"))
    world.freeze("acc_winter", "Eir Winter")


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
    await keys.write("note", "By the keyboard", "call-back")
    await keys.send("Ask", "call-back")
    await keys.fault("call-back-faulty", "phone")
    await keys.type("+1 312 555 0144")
    await keys.press()
    await keys.ends("call-back-asked", "/call-back?case=", "main [role=status]")


async def _close(keys, visitor, world):
    """Closes an account that is there for this alone."""
    account, cookie = world.fresh("organisation")
    await visitor.enter(cookie)
    await visitor.go(f"/accounts/{account}")
    await keys.follow("/closing", "home-empty")
    await keys.send("for good", "closing-open")
    await keys.fault("closing-faulty", "understood")
    await visitor.page.keyboard.press("Space")
    await keys.send("for good", "closing-faulty")
    await keys.ends("closed-now", "/closing", "main [role=status] h1")


async def _search(keys, visitor, world):
    support = world.faces["support"]
    await visitor.enter(support.cookie)
    await visitor.go("/support")
    await keys.write("q", support.looks_at, "support")
    await keys.press()
    await keys.follow(f"/accounts/{support.looks_at}", "support-found")
    await keys.ends("home", f"/accounts/{support.looks_at}", "main h1")


async def _sign_in(keys, visitor, world):
    await visitor.enter("")
    await visitor.go("/sign-in")
    await keys.write("code", "AAAAAA-0000-0000", "sign-in")
    await keys.press()
    await keys.fault("sign-in-faulty", "code")
    code = world.server.post("/v1/accounts/acc_heath/people/per_ann/sign-in-codes")["code"]
    await keys.type(code)
    await keys.press()
    await keys.ends("home", "/accounts/acc_heath", "main h1")


async def _session(keys, visitor, world):
    """Ends one of two sessions of somebody who goes on in the other."""
    account, cookie = world.fresh("organisation")
    world.server.sign_in(account, account.replace("acc_", "per_"))
    await visitor.enter(cookie)
    await visitor.go(f"/accounts/{account}")
    await keys.follow("/sessions", "home-empty")
    await keys.to(
        lambda f: f["tag"] == "BUTTON" and re.match(r"End\s(?!all)", f["text"]), "sessions"
    )
    await keys.press()
    await keys.ends("sessions", "/sessions?done=", "main [role=status]")


async def _role(keys, visitor, world):
    """The only administrator keeps the role; somebody else gets one."""
    await visitor.enter(world.server.sign_in("acc_heath", "per_ann"))
    await visitor.go("/accounts/acc_heath")
    await keys.follow("/people", "home")
    await keys.follow("/people/per_ann", "people")
    await keys.tick("role-global-administrator", "person")
    await keys.send("roles", "person")
    await keys.fault("person-last", "role-global-administrator")
    await keys.follow("/people", "person-last")
    await keys.follow("/people/per_bo", "people")
    await keys.tick("role-billing-administrator", "person")
    await keys.send("roles", "person")
    await keys.ends("people", "/people?done=roles", "main [role=status]")


async def _assign(keys, visitor, world):
    await visitor.enter(world.server.sign_in("acc_heath", "per_ann"))
    await visitor.go("/accounts/acc_heath/people")
    await keys.write("assigned", "21", "people")
    await keys.press()
    await keys.fault("people-faulty", "assigned-sub_heath")
    await keys.type("19")
    await keys.press()
    await keys.ends("people", "/people?done=assigned", "main [role=status]")


async def _share(keys, visitor, world):
    await visitor.enter(world.server.sign_in("acc_dale", "per_una"))
    await visitor.go("/accounts/acc_dale")
    await keys.follow("/people", "home")
    await keys.write("name", "Liv Dale", "people")
    await keys.press()
    await keys.fault("family-faulty", "email-sub_dale")
    await keys.type("liv@dale.example")
    await keys.press()
    await keys.ends("people", "/people?done=shared", "main [role=status]")


async def _storage(keys, visitor, world):
    """Support opens what is frozen, and says for whom and why."""
    await visitor.enter(world.faces["support"].cookie)
    await visitor.go("/accounts/acc_winter")
    await keys.follow("/storage", "home")
    await keys.send("Open", "storage-frozen")
    await keys.fault("storage-faulty", "onBehalfOf-per_winter")
    await visitor.page.keyboard.press("ArrowDown")
    await keys.write("supportReason", "Eir asked on the telephone", "storage-faulty")
    await keys.press()
    await keys.ends("storage", "/storage?done=reopened", "main [role=status]")


async def _export(keys, visitor, world):
    await visitor.enter(world.server.sign_in("acc_heath", "per_ann"))
    await visitor.go("/accounts/acc_heath/subscriptions")
    await keys.follow("/sub_heath", "products")
    await keys.follow("/sub_heath/export", "subscription")
    await keys.send("export", "export")
    await keys.ends("export", "/export?done=asked", "main [role=status]")


async def _calendar(keys, visitor, world):
    """Makes an address for calendars and takes it back."""
    await visitor.enter(world.server.sign_in("acc_heath", "per_ann"))
    await visitor.go("/accounts/acc_heath")
    await keys.follow("/calendar", "home")
    await keys.write("label", "", "calendar")
    await keys.press()
    await keys.fault("calendar-faulty", "label")
    await keys.type("At the office")
    await keys.press()
    await keys.ends("calendar-made", "/calendar", "main [role=status] .id")
    await keys.send("At the office", "calendar-made")
    await keys.ends("calendar", "/calendar?done=revoked", "main [role=status]")


async def _notice(stage, world, page, face):
    """After a form that was not done the focus is on what says why."""
    async with stage.visitor(world.faces[face].cookie) as visitor:
        await visitor.open(world, page, face)
        stage.report.see(page.name, f"focus, {face}")
        if not await _says(visitor.page):
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
