"""A large organisation: 300 people, 40 subscriptions, some of them cancelled."""

import functools

from world import CROWDED, ORGANISATION, Face, licenses, person

ACCOUNT, NAME, FIXED = "acc_large", "Large & Lasting Holdings", 20
USERS, SUBSCRIPTIONS = 300, 40
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
    }
