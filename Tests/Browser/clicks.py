"""The activations that leaving takes, counted, and those that coming takes."""

import large
from deeds import fill
from world import ORGANISATION, PERSON, licenses, person, plan

FROM_HOME, FROM_SUBSCRIPTION = 3, 2


class Counter:
    """Clicks links and buttons and counts them; choices are counted apart."""

    def __init__(self, page):
        self.page, self.activations = page, 0

    async def press(self, locator):
        self.activations += 1
        async with self.page.expect_navigation() as answer:
            await locator.click()
        return await answer.value

    async def follow(self, path):
        """Follows the link that leads to an address; whether there is one."""
        link = self.page.locator(f'main a[href="{path}"]').first
        if not await link.count():
            return False
        await self.press(link)
        return True

    async def follow_next(self):
        """Follows the link to the next page of a list; whether there is one."""
        link = self.page.locator("main a[rel=next]")
        if not await link.count():
            return False
        await self.press(link)
        return True

    async def leave(self):
        await fill(self.page)
        return await self.press(self.page.locator("main form[method=post] button").last)


async def everything(stage, world):
    faces = {"organisation": _business(world), "consumer": _home(world)}
    jobs = [(face, lambda a=(face, *of): _both(stage, *a)) for face, of in faces.items()]
    looker = large.faces(world)["organisation"]
    jobs.append(("large organisation", lambda: _last(stage, looker.account, looker.cookie)))
    await stage.all("clicks", jobs)


async def _both(stage, face, account, cookie):
    """Leaving from home and from a subscription's page, and buying."""
    base = f"/accounts/{account}"
    one, other = (f"{base}/subscriptions/sub_{face}_{n}" for n in ("first", "second"))
    async with stage.visitor(cookie) as visitor:
        leaving = await _leave(visitor, base, one)
        await _finished(stage, visitor, face)
        await _limit(stage, face, "home", leaving, FROM_HOME)
        await visitor.go(other)
        counter = Counter(visitor.page)
        await counter.follow(other + "/cancel")
        await counter.leave()
        await _finished(stage, visitor, face)
        await _limit(stage, face, "a subscription", counter.activations, FROM_SUBSCRIPTION)
        buying = await _buy(visitor, base)
        print(f"browser: clicks: {face}: leaving {leaving}, buying {buying}")
        if buying < leaving:
            text = f"buying takes {buying} activations, leaving {leaving}"
            await stage.report.fault("clicks", "buy", face, text)


async def _last(stage, account, cookie):
    """Leaving takes no longer for what stands last in a long list."""
    base, face = f"/accounts/{account}", "large organisation"
    async with stage.visitor(cookie) as visitor:
        await visitor.go(f"{base}/subscriptions")
        while await Counter(visitor.page).follow_next():
            pass
        links = visitor.page.locator('main td a[href$="/cancel"]')
        last = (await links.last.get_attribute("href")).removesuffix("/cancel")
        leaving = await _leave(visitor, base, last)
        await _finished(stage, visitor, face)
        print(f"browser: clicks: {face}: leaving {leaving}")
        await _limit(stage, face, "home", leaving, FROM_HOME)


async def _leave(visitor, base, one):
    """Activations from home to the end of a subscription: straight if home offers that, else by
    its page, else by the list of all."""
    await visitor.go(base)
    counter = Counter(visitor.page)
    if not await counter.follow(one + "/cancel"):
        if not await counter.follow(one):
            await counter.press(visitor.page.locator(f'nav a[href="{base}/subscriptions"]'))
        while not await counter.follow(one + "/cancel"):
            if not await counter.follow_next():
                raise AssertionError(f"nothing leads from {base} to {one}/cancel")
    await counter.leave()
    return counter.activations


async def _limit(stage, face, start, count, most):
    if count > most:
        text = f"leaving takes {count} activations from {start}, more than {most}"
        await stage.report.fault("clicks", "cancel", face, text)


async def _finished(stage, visitor, face):
    stage.report.see("clicks", face)
    if "/receipts/" not in visitor.page.url:
        text = f"no receipt at the end, but {visitor.page.url}"
        await stage.report.fault("clicks", "cancel", face, text, visitor.page)


async def _buy(visitor, base):
    """Activations from home to a finished purchase; choices are made, not counted."""
    await visitor.go(base)
    counter = Counter(visitor.page)
    if not await counter.follow(base + "/buy"):
        await counter.press(visitor.page.locator(f'a[href="{base}/buy"]').first)
    page = visitor.page
    for _ in range(5):
        if "/buy" not in page.url:
            return counter.activations
        names = await page.locator("main input[type=radio]").evaluate_all(
            "all => [...new Set(all.map(one => one.name))]"
        )
        for name in names:
            await page.locator(f"main input[type=radio][name={name}]").first.check()
        for box in await page.locator("main input:not([type=radio]):not([type=hidden])").all():
            await box.fill("5")
        await counter.press(page.locator("main form button").last)
    raise AssertionError(f"buying does not end: {page.url}")


def _business(world):
    boss = person("per_bea", "Bea Hill", "global-administrator")
    account = {**ORGANISATION, "id": "acc_hill", "name": "Hill Ltd", "people": [boss]}
    world.server.post("/v1/accounts", account)
    for name in ("first", "second"):
        world.subscribe("acc_hill", licenses(f"sub_organisation_{name}"))
    return "acc_hill", world.server.sign_in("acc_hill", "per_bea")


def _home(world):
    owner = person("per_kim", "Kim Reed", "owner")
    account = {**PERSON, "id": "acc_reed", "name": "Kim Reed", "people": [owner]}
    world.server.post("/v1/accounts", account)
    for name in ("first", "second"):
        world.subscribe("acc_reed", plan(f"sub_consumer_{name}"))
    return "acc_reed", world.server.sign_in("acc_reed", "per_kim")
