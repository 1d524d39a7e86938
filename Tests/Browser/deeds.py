"""What somebody does on a page before it is looked at; `Page.deed` names one of these."""

import asyncio

from world import licenses, plan

# The page as it was made before something changed: its quote is none, and it showed other sums.
OUTDATE = """() => {
  const field = name => document.querySelector(`main input[name=${name}]`);
  const shown = new URLSearchParams(field('shown').value);
  shown.set('refund', '1.00 USD');
  shown.set('ends', '2026-01-09');
  field('shown').value = shown.toString();
  field('quote').value = 'none';
}"""


async def fill(page):
    """Answers what a form of an act asks: a reason, and for whom and why somebody acts."""
    reasons = page.locator("input[name=reason]")
    if await reasons.count():
        await reasons.first.check()
    whom = page.locator("select[name=onBehalfOf]")
    if await whom.count():
        await whom.select_option(index=1)
    typed = page.locator("input[name=onBehalfOf]")
    if await typed.count():
        await typed.fill(await page.locator("datalist option").first.get_attribute("value"))
    acting = page.locator("input[name=supportReason]")
    if await acting.count():
        await acting.fill("asked by telephone")


async def _send(visitor, world, face):
    """Sends the form with nothing filled in."""
    return await visitor.send()


async def _forget(visitor, world, face):
    """Sends the form with all but the box that says that one has read it."""
    await fill(visitor.page)
    return await visitor.send()


async def _outdate(visitor, world, face):
    await fill(visitor.page)
    await visitor.page.evaluate(OUTDATE)
    return await visitor.send()


async def _lapse(visitor, world, face):
    """Sends the form after the session has ended, and has it again afterwards."""
    await fill(visitor.page)
    await visitor.enter("")
    answer = await visitor.send()
    await visitor.enter(world.faces[face].cookie)
    return answer


async def _renew(visitor, world, face):
    """Sends the form of an earlier session, whose token is another."""
    await fill(visitor.page)
    await visitor.page.locator("main input[name=token]").evaluate("e => e.value = 'earlier'")
    return await visitor.send()


def _press(button, **fields):
    """Fills in fields and presses a button."""

    async def deed(visitor, world, face):
        for name, text in fields.items():
            await visitor.page.locator(f"main [name={name}]").last.fill(text)
        return await visitor.press(button)

    return deed


async def _unrole(visitor, world, face):
    """Takes the only administrator's role away."""
    await visitor.page.locator("#role-global-administrator").uncheck()
    return await visitor.press("form:has([name=roles]) button")


async def _try(visitor, world, face):
    """Tries codes from an address that nobody else has, until it may not any more."""

    async def on(route):
        asked, status = route.request, 0
        fields = {**asked.headers, "Cookie": f"tenure-language={visitor.language}"}
        while status != 429:
            status, about, body = await asyncio.to_thread(
                world.server.elsewhere, "/sign-in", asked.post_data, fields
            )
        about = {name: value for name, value in about.items() if name != "Content-Length"}
        await route.fulfill(status=status, headers=about, body=body)

    await visitor.page.locator("#code").fill("AAAAAA-0000-0000")
    await visitor.page.route("**/sign-in", on)
    try:
        return await visitor.press("form:has(#code) button")
    finally:
        await visitor.page.unroute("**/sign-in", on)


def _fresh(do):
    """A deed in an account that is there for this alone; afterwards one is oneself again."""

    async def deed(visitor, world, face):
        account, cookie = world.fresh(face)
        await visitor.enter(cookie)
        answer = await do(visitor, world, face, account)
        await visitor.enter(world.faces[face].cookie)
        return answer

    return deed


@_fresh
async def _close(visitor, world, face, account):
    """Closes an account."""
    await visitor.go(f"/accounts/{account}/closing")
    await fill(visitor.page)
    await visitor.page.locator("#understood").check()
    return await visitor.send()


@_fresh
async def _address(visitor, world, face, account):
    """Makes an address for calendars, which is shown once."""
    await visitor.go(f"/accounts/{account}/calendar")
    await visitor.page.locator("#label").fill("At the office")
    return await visitor.send()


@_fresh
async def _settle(visitor, world, face, account):
    """Says what came of a case."""
    case = world.ask(account, account.replace("acc_", "per_"))
    await visitor.go(f"/support/cases/{account}/{case}")
    await visitor.page.locator("#outcome").fill("Explained the refund.\n\nNothing is open.")
    return await visitor.send()


@_fresh
async def _supersede(visitor, world, face, account):
    """Looks at the receipt of an act that another one followed."""
    is_home, name = face == "consumer", account.replace("acc_", "sub_")
    world.subscribe(account, plan(name) if is_home else licenses(name))
    role = "owner" if is_home else "billing-administrator"
    receipt = world.act(account, name, "turn-off-recurring-billing", role)
    world.act(account, name, "turn-on-recurring-billing", role)
    return await visitor.go(f"/accounts/{account}/receipts/{receipt}")


# How the forms of a page that has several are told apart.
CHANGE, ASSIGN, JOIN = "form:has(#name)", "form[action*='/licenses/']", "form:has([name=plan])"
DEEDS = {
    "send": _send,
    "forget": _forget,
    "outdate": _outdate,
    "lapse": _lapse,
    "renew": _renew,
    "close": _close,
    "unname": _press(f"{CHANGE} button", name=""),
    "unrole": _unrole,
    "overassign": _press(f"{ASSIGN} button", assigned="999999"),
    "join": _press(f"{JOIN} button", name="Ida"),
    "try": _try,
    "address": _address,
    "fetch": _press("form:has([name=do][value=link]) button"),
    "settle": _settle,
    "supersede": _supersede,
}
