"""Names, feedback, reasons and all that can be typed come out as text, however they look."""

from deeds import fill
from pages import PAGES
from world import CROWDED, ORGANISATION, PERSON, Face, licenses, person, plan

# Each breaks out of something: an element, an attribute, a script, a template, a line's direction.
NASTY = (
    """<b data-hit>"'`</title></textarea><img src=x onerror=alert(1)>"""
    "{{frame.token}}\u202egnp.\u05d0"
)
SHORT = """<i data-hit="'>\u202e{{{page}}}&lt;\u05d0"""
FOUND = """() => {
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const loose = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const home = 'body [dir], bdi, title, textarea';
    if (node.data.includes('\\u202e') && !node.parentElement.closest(home)) {
      loose.push(node.parentElement.outerHTML.slice(0, 160));
    }
  }
  const made = '[data-hit], script, [onerror], img[src=x]';
  const fields = [...document.querySelectorAll('main input, main textarea')].map(e => e.value);
  return {
    made: document.querySelectorAll(made).length, loose,
    text: [document.body.innerText, ...fields].join('\\n'),
  };
}"""


async def everything(stage, world):
    seen = world.seen_by(_nasty(world))
    jobs = [
        (page.name, lambda a=(page, face): _page(stage, seen, *a))
        for page in PAGES
        if "acc_" not in page.path
        for face in page.faces
        if face != "nobody"
    ]
    typed = [(name, lambda do=do: _typing(stage, seen, *do)) for name, *do in TYPED]
    await stage.all("injection", jobs + typed)


async def _page(stage, world, page, face):
    async with stage.visitor(world.faces[face].cookie) as visitor:
        answer = await visitor.open(world, page, face)
        visitor.state = f"{face}, markup everywhere"
        await visitor.look("injection", page, answer)
        found = await _harmless(visitor, page.name)
        is_framed = (
            "{account}" in page.path and not page.language and page.deed != "lapse"
            and page.status != 403
        )
        if is_framed and NASTY not in found["text"]:
            text = "the account's name is not there as it was typed"
            await stage.report.fault("injection", page.name, face, text, visitor.page)


async def _harmless(visitor, name):
    """What a page shows, after seeing that nothing was made of what people typed."""
    found = await visitor.page.evaluate(FOUND)
    faults = [f"text of strangers is not kept to its own direction: {node}"
              for node in found["loose"]]
    if found["made"]:
        faults.append(f"{found['made']} elements were made of text")
    for text in faults:
        await visitor.stage.report.fault("injection", name, visitor.state, text, visitor.page)
    return found


async def _typing(stage, world, face, path, do):
    """Types into a page's form; each page that follows shows what was typed as it is."""
    async with stage.visitor(world.faces[face].cookie) as visitor:
        looker = world.faces[face]
        await visitor.go(path.format(account=looker.looks_at, **looker.ids))
        visitor.state = f"{face}, typed"
        await do(_Typist(visitor, world))


class _Typist:
    def __init__(self, visitor, world):
        self.visitor, self.page, self.world = visitor, visitor.page, world

    async def type(self, **fields):
        for name, text in fields.items():
            await self.page.locator(f"main [name={name}]").last.fill(text)

    async def send(self, where, *texts, status=200, button=None):
        """Sends the form, and sees what was typed on the page that follows."""
        if button is None:
            answer = await self.visitor.send()
        else:
            async with self.page.expect_navigation() as coming:
                await self.page.locator(button).last.click()
            answer = await coming.value
        await self.see(where, *texts, answer=answer, status=status)

    async def go(self, where, path, *texts):
        await self.see(where, *texts, answer=await self.visitor.go(path))

    async def see(self, where, *texts, answer, status=200):
        report, state = self.visitor.stage.report, self.visitor.state
        report.see(where, state)
        found = await _harmless(self.visitor, where)
        faults = [f"{text} is not there as it was typed" for text in texts
                  if text not in found["text"]]
        if answer.status != status:
            faults.append(f"status {answer.status} instead of {status}")
        for text in faults:
            await report.fault("injection", where, state, text, self.page)


def _typed(what):
    """A nasty text that stands only where it was typed: `NASTY` is an account's name, too."""
    return f"{NASTY} as {what}"


async def _domain(typist):
    domain = _typed("domain")
    await typist.type(domain=domain)
    await typist.send("domains", domain, status=422)


async def _call(typist):
    """A wish to be called, from whoever asks to the agent who tells what came of it."""
    wish = {"bestTime": _typed("best time"), "note": f"{SHORT} {_typed('note')}"}
    await typist.type(**wish)
    await typist.send("call-back", *wish.values(), status=422)
    await typist.type(phone="+1 312 555 0143", **wish)
    await typist.send("call-back", wish["bestTime"])
    number = typist.page.url.rsplit("case=", 1)[1]
    desk = typist.world.faces["support"]
    await typist.visitor.enter(desk.cookie)
    await typist.go("cases", "/support/cases", NASTY)
    await typist.go("case", f"/support/cases/{desk.looks_at}/{number}", *wish.values())
    outcome = _typed("outcome")
    await typist.type(outcome=outcome)
    await typist.send("case", outcome)


async def _reason(typist):
    """A support agent's reason stands in its field again when the form is refused; the receipt and
    the history, which name the account, make nothing of it."""
    reason = _typed("reason")
    await typist.type(supportReason=reason)
    await typist.send("cancel", reason, status=422)
    await fill(typist.page)
    await typist.type(supportReason=reason)
    await typist.send("receipt", NASTY)
    account = typist.world.faces["support"].looks_at
    await typist.go("history", f"/accounts/{account}/history", NASTY)


async def _label(typist):
    label = f"{SHORT} as label"
    await typist.type(label=label)
    await typist.send("calendar", label)
    account = typist.world.faces["organisation"].account
    await typist.go("calendar", f"/accounts/{account}/calendar", label)


async def _search(typist):
    """Somebody's name is found as it is, with the account's; another text is said not to be."""
    await typist.type(q=SHORT)
    await typist.send("support", SHORT, NASTY, button="main form[role=search] button")
    nothing = _typed("nobody's name")
    await typist.type(q=nothing)
    await typist.send("support", nothing, button="main form[role=search] button")


async def _kept(typist):
    """What was typed when a session ends stands there again after signing in."""
    feedback = _typed("feedback")
    await fill(typist.page)
    await typist.type(feedback=feedback)
    await typist.visitor.enter("")
    await typist.send("sign-in")
    account = typist.world.faces["organisation"]
    whose = f"/v1/accounts/{account.account}/people/{account.person}"
    code = typist.world.server.post(f"{whose}/sign-in-codes")["code"]
    await typist.page.locator("#code").fill(code)
    await typist.send("cancel", feedback)


async def _code(typist):
    code = _typed("code")
    await typist.type(answer=code)
    await typist.send("sign-in", code, status=422)


async def _person(typist):
    """Somebody gets a name: refused first, then in the list of all and in the history."""
    name = _typed("name")
    await typist.page.locator("#name").fill(name)
    await typist.page.locator("#email").fill("nobody")
    await typist.send("person", name, button="form:has(#name) button", status=422)
    await typist.page.locator("#email").fill("nobody@brook.example")
    await typist.send("people", name, button="form:has(#name) button")
    account = typist.world.faces["organisation"].account
    await typist.go("history", f"/accounts/{account}/history", name)


async def _share(typist):
    """Whoever is to join a family, without an address: the name stands in its field again."""
    name, form = _typed("member"), "form:has(input[name=plan])"
    await typist.page.locator(f"{form} [name=name]").last.fill(name)
    await typist.send("people", name, button=f"{form} button", status=422)


# What is typed, by whom and where it begins.
TYPED = [
    ("domains", "organisation", "/accounts/{account}/domains", _domain),
    ("call-back", "organisation", "/accounts/{account}/call-back", _call),
    ("cancel", "support", "/accounts/{account}/subscriptions/{acted}/cancel", _reason),
    ("calendar", "organisation", "/accounts/{account}/calendar", _label),
    ("support", "support", "/support", _search),
    ("sign-in", "organisation", "/accounts/{account}/subscriptions/{subscription}/cancel", _kept),
    ("sign-in-faulty", "nobody", "/sign-in", _code),
    ("person", "organisation", "/accounts/{account}/people/per_mark_3", _person),
    ("family", "consumer", "/accounts/{account}/people", _share),
]


def _nasty(world):
    """An organisation and a family whose every name is one of these texts."""
    account = "acc_mark"
    boss = person("per_mark", NASTY, "global-administrator", "billing-administrator")
    people = [
        boss, person("per_mark_2", SHORT, "user"), person("per_mark_3", "Jan Mark", "user")
    ]
    world.open(account, ORGANISATION, NASTY, people=people, billingProfile=SHORT)
    for name in ("premium", "ended", "acted"):
        world.subscribe(account, licenses(f"sub_mark_{name}"))
    world.subscribe(account, licenses("sub_mark_fixed", **CROWDED))
    ids = {
        "case": world.ask(account, "per_mark", f"{SHORT} 12345"),
        "person": "per_mark_2",
        "subscription": "sub_mark_premium",
        "fixed": "sub_mark_fixed",
        "ended": "sub_mark_ended",
        "acted": "sub_mark_acted",
        "receipt": world.act(
            account, "sub_mark_ended", "cancel", reason="other", feedback=NASTY
        ),
    }
    world.export(account, "sub_mark_ended", 100)
    cookie = world.server.sign_in(account, "per_mark")
    return {
        "organisation": Face(account, "per_mark", account, cookie, ids, NASTY),
        "support": Face("", "", account, world.faces["support"].cookie, ids, NASTY),
        **_family(world),
    }


def _family(world):
    account = "acc_nasty"
    people = [person("per_nasty", NASTY, "owner"), person("per_nasty_2", SHORT, "family-member")]
    world.open(account, PERSON, NASTY, people=people)
    shares = [{"person": "per_nasty_2", "storage": {"used": 41_100_000_000}}]
    for name in ("family", "ended"):
        world.subscribe(account, plan(f"sub_nasty_{name}", sharedWith=shares))
    world.subscribe(account, plan("sub_nasty_phone", "basic", channel="app-store"))
    ids = {
        "case": world.ask(account, "per_nasty", f"{SHORT} 12345"),
        "subscription": "sub_nasty_family",
        "fixed": "sub_nasty_phone",
        "ended": "sub_nasty_ended",
        "receipt": world.act(account, "sub_nasty_ended", "cancel", "owner", feedback=NASTY),
    }
    return {
        face: Face(account, who, account, world.server.sign_in(account, who), ids, NASTY)
        for face, who in {"consumer": "per_nasty", "member": "per_nasty_2"}.items()
    }
