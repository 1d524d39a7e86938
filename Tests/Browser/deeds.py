"""What somebody does on a page before it is looked at; `Page.deed` names one of these."""

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


async def _close(visitor, world, face):
    """Closes an account that is there for this alone."""
    account, cookie = world.fresh(face)
    await visitor.enter(cookie)
    await visitor.go(f"/accounts/{account}/closing")
    await fill(visitor.page)
    await visitor.page.locator("#understood").check()
    answer = await visitor.send()
    await visitor.enter(world.faces[face].cookie)
    return answer


DEEDS = {
    "send": _send,
    "forget": _forget,
    "outdate": _outdate,
    "lapse": _lapse,
    "renew": _renew,
    "close": _close,
}
