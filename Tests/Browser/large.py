"""A large organisation: 300 people, 40 subscriptions, some of them cancelled.

Another one has as many people, with addresses in 40 domains; with those nothing can be cancelled.
"""

import functools

from pages import Page
from world import CROWDED, ORGANISATION, Face, licenses, person

ACCOUNT, NAME, FIXED = "acc_large", "Large & Lasting Holdings", 20
USERS, SUBSCRIPTIONS = 300, 40
DOMAINS = 40
# What only the second of them has, with who looks at it.
MORE = [
    Page("domains-many", "/accounts/{account}/domains", ("registrar",)),
    Page("domains-many-last", "/accounts/{account}/domains?after=brand-36.example", ("registrar",)),
]
PRODUCTS = ["business-premium", "business-standard", "business-basic"]


@functools.cache
def faces(world):
    """Those who look at it: made once in a world."""
    people = [person(f"per_large_{n}", f"Ansel Featherstone {n}", "user") for n in range(USERS)]
    people[0]["roles"] = ["global-administrator"]
    world.open(ACCOUNT, ORGANISATION, NAME, people=people)
    for n in range(SUBSCRIPTIONS):
        more = CROWDED if n == FIXED else {}
        world.subscribe(ACCOUNT, licenses(f"sub_large_{n}", PRODUCTS[n % 3], **more))
    receipt = [
        world.act(ACCOUNT, f"sub_large_{n}", "cancel", reason="not-used") for n in range(1, 9)
    ][-1]
    world.server.post(f"/v1/accounts/{ACCOUNT}/clock", {"to": "2026-02-08T09:00:00Z"})
    world.export(ACCOUNT, "sub_large_1", 100)
    ids = {
        "case": world.ask(ACCOUNT, "per_large_0"),
        "person": "per_large_7",
        "subscription": "sub_large_0",
        "fixed": f"sub_large_{FIXED}",
        "ended": "sub_large_1",
        "receipt": receipt,
    }
    cookie = world.server.sign_in(ACCOUNT, "per_large_0")
    desk = world.faces["support"].cookie
    return {
        "organisation": Face(ACCOUNT, "per_large_0", ACCOUNT, cookie, ids, NAME),
        "support": Face(ACCOUNT, "", ACCOUNT, desk, ids, NAME),
        "registrar": _registrar(world),
    }


def _registrar(world):
    """Who looks after the domains, of which the last two are nobody's."""
    account, name = "acc_many", "Many & More Brands"
    people = [
        {**person(f"per_many_{n}", f"Ansel Featherstone {n}", "user"),
         "email": f"ansel.featherstone.{n}@brand-{n % (DOMAINS - 2)}.example"}
        for n in range(USERS)
    ]
    people[0]["roles"] = ["global-administrator"]
    domains = [f"brand-{n}.example" for n in range(DOMAINS)]
    world.open(account, ORGANISATION, name, people=people, domains=domains)
    cookie = world.server.sign_in(account, "per_many_0")
    return Face(account, "per_many_0", account, cookie, {}, name)
