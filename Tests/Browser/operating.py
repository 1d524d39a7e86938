"""The operator lets work that failed be tried again, once its cause is mended."""

from world import ORGANISATION, licenses

HEALTH = "/operator/health"
ACCOUNT, ONE = "acc_odd", "sub_odd"
# Seconds until a worker must have come by.
PATIENCE = 60


async def everything(stage, world):
    _make(world)

    async def one():
        async with stage.visitor(world.faces["operator"].cookie) as visitor:
            visitor.state = "work that failed"
            page = visitor.page
            row = page.locator("tr", has=page.locator(f'a[href$="/subscriptions/{ONE}"]'))

            async def stands(count):
                for _ in range(PATIENCE):
                    await visitor.go(HEALTH)
                    if await row.count() == count:
                        return True
                    await page.wait_for_timeout(1000)
                return False

            async def fault(text):
                await stage.report.fault("operating", "health", visitor.state, text, page)

            stage.report.see("health", visitor.state)
            if not await stands(1):
                return await fault("work that nobody can do is not told of")
            # Now somebody tells what was missing.
            path = f"/v1/accounts/{ACCOUNT}/subscriptions/{ONE}"
            world.server.send("PATCH", path, {"paymentMethod": "on-file"})
            async with page.expect_navigation():
                await row.locator("button").click()
            if not page.url.endswith("?done=retried"):
                await fault(f"trying again leads to {page.url}")
            if not await page.locator("main [role=status]").count():
                await fault("nobody says that it is tried again")
            if not await stands(0):
                await fault("it is not done, though its cause is mended")

    await stage.all("operating", [("health", one)])


def _make(world):
    """A trial that is over, and nobody has told whether it can be charged."""
    account = {name: value for name, value in ORGANISATION.items() if name != "clock"}
    world.server.post("/v1/accounts", {**account, "id": ACCOUNT, "name": "Odd Ltd"})
    term = {"start": "2025-01-07", "end": "2025-02-07"}
    body = licenses(ONE, kind="trial", started="2025-01-07T15:00:00Z", term=term)
    del body["paymentMethod"]
    world.subscribe(ACCOUNT, body)
