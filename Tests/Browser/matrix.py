"""The cancel page and its result in every combination; every pair of values elsewhere."""

import itertools
from collections import defaultdict

from deeds import fill
from pages import ALL, CANCEL, PAGES, RESULT
from world import LANGUAGES, ORGANISATION, PERSON, licenses, person, plan

VALUES = {
    "language": LANGUAGES,
    "scripts": [True, False],
    "width": [320, 1280],
    "scheme": ["light", "dark"],
}


def pairwise(values):
    """Rows such that every pair of values of two columns stands in one of them, greedily."""
    columns = list(values)
    open_pairs = {
        ((a, x), (b, y))
        for a, b in itertools.combinations(columns, 2)
        for x in values[a]
        for y in values[b]
    }
    rows = list(itertools.product(*values.values()))
    chosen = []
    while open_pairs:
        def pairs(row):
            return set(itertools.combinations(list(zip(columns, row)), 2)) & open_pairs

        best = max(rows, key=lambda row: len(pairs(row)))
        open_pairs -= pairs(best)
        chosen.append(dict(zip(columns, best)))
    return chosen


def _matrix_accounts(world, count):
    """Accounts with a subscription to cancel for each combination."""
    people = [person("per_mona", "Mona Field", "global-administrator")]
    organisation = {**ORGANISATION, "id": "acc_field", "name": "Field Ltd", "people": people}
    world.server.post("/v1/accounts", organisation)
    people = [person("per_finn", "Finn Moss", "owner"), person("per_isa", "Isa Moss", "user")]
    people[1]["roles"] = ["family-member"]
    home = {**PERSON, "id": "acc_moss", "name": "Finn Moss", "people": people}
    world.server.post("/v1/accounts", home)
    cookies = {
        "organisation": world.server.sign_in("acc_field", "per_mona"),
        "consumer": world.server.sign_in("acc_moss", "per_finn"),
        "support": world.faces["support"].cookie,
    }
    for face in ALL:
        account = "acc_moss" if face == "consumer" else "acc_field"
        make = plan if face == "consumer" else licenses
        for index in range(count):
            world.subscribe(account, make(f"sub_{face}_{index}"))
    return cookies


async def cancelling(stage, world):
    """Cancels once in each combination, and looks at what is shown before and after."""
    rows = [dict(zip(VALUES, row)) for row in itertools.product(*VALUES.values())]
    cookies = _matrix_accounts(world, len(rows))

    async def one(face, index, row):
        account = "acc_moss" if face == "consumer" else "acc_field"
        async with stage.visitor(cookies[face], **row) as visitor:
            visitor.state = f"{face}, {visitor.state}"
            path = f"/accounts/{account}/subscriptions/sub_{face}_{index}/cancel"
            await visitor.look("matrix", CANCEL, await visitor.go(path))
            await fill(visitor.page)
            visitor.said.clear()
            answer = await visitor.send()
            good = await visitor.look("matrix", RESULT, answer)
            if good and "/receipts/" not in visitor.page.url:
                text = f"cancelling leads to {visitor.page.url}, not to a receipt"
                await stage.report.fault("matrix", "cancel-result", visitor.state, text)

    await stage.all(
        "matrix",
        [
            ("cancel", lambda a=(face, index, row): one(*a))
            for face in ALL
            for index, row in enumerate(rows)
        ],
    )


async def elsewhere(stage, world):
    """Every other page in every pair of values."""
    plans = defaultdict(list)
    for page in PAGES:
        if page is CANCEL:
            continue
        for row in pairwise({"face": page.faces, **VALUES}):
            plans[tuple(row.items())].append(page)

    async def one(row, pages):
        face = row.pop("face")
        async with stage.visitor(world.faces[face].cookie, **row) as visitor:
            visitor.state = f"{face}, {visitor.state}"
            for page in pages:
                answer = await visitor.open(world, page, face)
                await visitor.look("matrix", page, answer)

    await stage.all(
        "matrix",
        [
            (", ".join(page.name for page in pages), lambda a=(dict(row), pages): one(*a))
            for row, pages in plans.items()
        ],
    )
