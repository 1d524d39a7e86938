"""What every answer tells browsers to keep to, and what cookies there are and when."""

import re
from http.cookies import SimpleCookie

from pages import PAGES
from stage import LANGUAGE, SESSION

# What a page must say of what it loads, where its forms lead and who may frame it.
POLICY = {
    "default-src": (["'none'"],),
    "form-action": (["'self'"], ["'none'"]),
    "base-uri": (["'none'"],),
    "frame-ancestors": (["'none'"],),
}
LOOSE = re.compile(r"'unsafe-|\*|https?:|data:|blob:")
REFERRERS = ("no-referrer", "same-origin")
# What pages lead to that is none, with whoever may have it.
FILES = {
    "/favicon.ico": "nobody",
    "/operator/charts/subscriptions.csv": "operator",
    "/accounts/acc_brook/subscriptions/sub_brook_premium/dates.ics": "organisation",
}
# Where somebody who has not signed in is led on from.
CLOSED_TO_NOBODY = ["/", "/sessions", "/accounts/acc_brook", "/support", "/operator"]


def _loose(text):
    """What a Content-Security-Policy lets through that no page needs."""
    parts = [part.split() for part in text.split(";") if part.strip()]
    rules = {name: sources for name, *sources in parts}
    for name, allowed in POLICY.items():
        if rules.get(name) not in allowed:
            yield f"the policy's {name} is {rules.get(name)}, not {allowed[0]}"
    for name, sources in rules.items():
        for source in sources:
            if LOOSE.search(source):
                yield f"the policy's {name} lets {source} through"


def _wrong(fields, is_page=True):
    """What is wrong with the header fields of an answer."""
    fields = {name.lower(): value for name, value in fields.items()}
    if fields.get("x-content-type-options") != "nosniff":
        yield f"X-Content-Type-Options is {fields.get('x-content-type-options')}"
    if not is_page:
        return
    if fields.get("referrer-policy") not in REFERRERS:
        yield f"Referrer-Policy is {fields.get('referrer-policy')}"
    if fields.get("cache-control") != "no-store":
        yield f"Cache-Control is {fields.get('cache-control')}, so that others may read it later"
    yield from _loose(fields.get("content-security-policy", ""))


def _cookies(fields):
    """The cookies that an answer sets, by their names."""
    found = {}
    for text in fields.get_all("Set-Cookie") or []:
        found.update(SimpleCookie(text))
    return found


def _wrong_cookie(cookie, is_secure):
    """What is wrong with a cookie: no script reads it, no other site sends it."""
    if not cookie["httponly"]:
        yield "scripts can read it"
    if cookie["samesite"].lower() not in ("lax", "strict"):
        yield f"SameSite is {cookie['samesite'] or 'missing'}"
    if cookie["domain"] or cookie["path"] != "/":
        yield f"it belongs to {cookie['domain']}{cookie['path']}"
    if bool(cookie["secure"]) != is_secure:
        yield f"Secure is {'missing' if is_secure else 'there, though nothing is encrypted'}"


async def everything(stage, world, secure):
    async def fault(name, state, texts):
        for text in texts:
            await stage.report.fault("headers", name, state, text)

    async def plain(page, face):
        status, fields = world.server.page(world.path(page, face), cookie=world.faces[face].cookie)
        stage.report.see(page.name, f"headers, {face}")
        await fault(page.name, face, _wrong(fields))
        if status != page.status:
            await fault(page.name, face, [f"answers {status}"])
        if cookies := list(_cookies(fields)):
            await fault(page.name, face, [f"sets {cookies}"])

    async def after(page, face):
        async with stage.visitor(world.faces[face].cookie) as visitor:
            answer = await visitor.open(world, page, face)
            stage.report.see(page.name, f"headers, {face}")
            await fault(page.name, face, _wrong(await answer.all_headers()))

    await stage.all("headers", [
        (page.name, lambda a=(page, face), do=after if page.deed else plain: do(*a))
        for page in PAGES for face in page.faces
    ])
    for path, face in FILES.items():
        status, fields = world.server.page(path, cookie=world.faces[face].cookie)
        await fault(path, face, _wrong(fields, is_page=False))
        if status != 200:
            await fault(path, face, [f"answers {status}"])
    await _before(world, fault)
    for server, is_secure in ((world.server, False), (secure, True)):
        await _signing_in(server, is_secure, fault)


async def _before(world, fault):
    """Nobody gets a cookie who has not asked for anything that needs one."""
    for path in CLOSED_TO_NOBODY:
        status, fields = world.server.page(path)
        if status != 303 or "/sign-in" not in fields.get("Location", ""):
            await fault(path, "nobody", [f"answers {status} and leads to {fields['Location']}"])
        if cookies := list(_cookies(fields)):
            await fault(path, "nobody", [f"sets {cookies}"])
    wrong = {"provider": "code", "answer": "AAAAAA-0000-0000"}
    status, fields = world.server.page("/sign-in", wrong)
    if status != 422 or _cookies(fields):
        await fault("/sign-in", "a wrong code", [f"answers {status} and sets {_cookies(fields)}"])


async def _signing_in(server, is_secure, fault):
    """The cookies of somebody who signs in, chooses a language and signs out."""
    way = "https" if is_secure else "http"
    _, fields = server.signing_in()
    cookies = _cookies(fields)
    if list(cookies) != [SESSION]:
        return await fault("/sign-in", way, [f"sets {list(cookies)}"])
    session = cookies[SESSION]
    await fault(f"cookie {SESSION}", way, _wrong_cookie(session, is_secure))
    if session["max-age"] or session["expires"]:
        await fault(f"cookie {SESSION}", way, ["it outlives the browser"])
    _, fields = server.page("/language?to=lv&back=/sign-in")
    cookies = _cookies(fields)
    if list(cookies) != [LANGUAGE]:
        return await fault("/language", way, [f"sets {list(cookies)}"])
    await fault(f"cookie {LANGUAGE}", way, _wrong_cookie(cookies[LANGUAGE], is_secure))
    status, fields = server.page("/sign-in")
    told = fields.get("Strict-Transport-Security")
    if status != 200 or bool(told) != is_secure:
        await fault("/sign-in", way, [f"answers {status}, Strict-Transport-Security: {told}"])
