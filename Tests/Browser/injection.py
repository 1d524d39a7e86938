"""Names, feedback and reasons full of markup, quotes and marks of direction come out as text."""

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
  return {made: document.querySelectorAll(made).length, loose, text: document.body.innerText};
}"""


def _nasty(world):
    server = world.server
    boss = person("per_mark", NASTY, "global-administrator", "billing-administrator")
    account = {
        **ORGANISATION,
        "id": "acc_mark",
        "name": NASTY,
        "billingProfile": SHORT,
        "people": [boss, person("per_mark_2", SHORT, "user")],
    }
    server.post("/v1/accounts", account)
    for name in ("premium", "ended"):
        world.subscribe("acc_mark", licenses(f"sub_mark_{name}"))
    world.subscribe("acc_mark", licenses("sub_mark_fixed", **CROWDED))
    act = {"act": "cancel", "reason": "other", "feedback": NASTY}
    receipt = server.post(
        "/v1/accounts/acc_mark/subscriptions/sub_mark_ended/acts",
        {**act, "actor": {"role": "billing-administrator"}},
    )["receipt"]["id"]
    ids = {
        "case": world.ask("acc_mark", "per_mark", f"{SHORT} 12345"),
        "person": "per_mark_2",
        "subscription": "sub_mark_premium",
        "fixed": "sub_mark_fixed",
        "ended": "sub_mark_ended",
        "receipt": receipt,
    }
    cookie = server.sign_in("acc_mark", "per_mark")
    return {
        "organisation": Face("acc_mark", "per_mark", "acc_mark", cookie, ids, NASTY),
        "support": Face("", "", "acc_mark", world.faces["support"].cookie, ids, NASTY),
        "consumer": _family(world),
    }


def _family(world):
    people = [person("per_nasty", NASTY, "owner"), person("per_nasty_2", SHORT, "family-member")]
    account = {**PERSON, "id": "acc_nasty", "name": NASTY, "people": people}
    world.server.post("/v1/accounts", account)
    shares = [{"person": "per_nasty_2", "storage": {"used": 41_100_000_000}}]
    for name in ("family", "ended"):
        world.subscribe("acc_nasty", plan(f"sub_nasty_{name}", sharedWith=shares))
    world.subscribe("acc_nasty", plan("sub_nasty_phone", "basic", channel="app-store"))
    receipt = world.server.post(
        "/v1/accounts/acc_nasty/subscriptions/sub_nasty_ended/acts",
        {"act": "cancel", "feedback": NASTY, "actor": {"role": "owner"}},
    )["receipt"]["id"]
    ids = {
        "case": world.ask("acc_nasty", "per_nasty", f"{SHORT} 12345"),
        "subscription": "sub_nasty_family",
        "fixed": "sub_nasty_phone",
        "ended": "sub_nasty_ended",
        "receipt": receipt,
    }
    cookie = world.server.sign_in("acc_nasty", "per_nasty")
    return Face("acc_nasty", "per_nasty", "acc_nasty", cookie, ids, NASTY)


async def everything(stage, world):
    seen = world.seen_by(_nasty(world))

    async def one(page, face):
        async with stage.visitor(seen.faces[face].cookie) as visitor:
            answer = await visitor.open(seen, page, face)
            visitor.state = f"{face}, markup everywhere"
            # Another account's products may be refused for other reasons than those listed.
            await visitor.look("injection", page, answer)
            found = await visitor.page.evaluate(FOUND)

            async def fault(text):
                await stage.report.fault("injection", page.name, face, text, visitor.page)

            if found["made"]:
                await fault(f"{found['made']} elements were made of text")
            for node in found["loose"]:
                await fault(f"text of strangers is not kept to its own direction: {node}")
            is_framed = "{account}" in page.path and not page.language and page.deed != "lapse"
            if is_framed and NASTY not in found["text"]:
                await fault("the account's name is not there as it was typed")

    pages = [page for page in PAGES if "acc_" not in page.path]
    await stage.all(
        "injection",
        [
            (page.name, lambda a=(page, face): one(*a))
            for page in pages
            for face in page.faces
            if face != "nobody"
        ],
    )
