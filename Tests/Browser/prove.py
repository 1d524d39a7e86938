"""Proves the portal in a real browser.

Usage: prove.py FOLDER [PART...], where FOLDER holds what the servers printed (`plain.log` of
`tenure demo`, `doubled.log` of one whose texts are twice as long, `secure.log` and `secure.json`
of a server that people reach by HTTPS, with its key) and takes pictures of what is wrong. Without
parts it proves all of them; `pictures` makes the README's.
"""

import asyncio
import pathlib
import shutil
import sys
import time

import accessible
import clicks
import headers
import honesty
import injection
import keyboard
import layout
import matrix
import operating
import pictures
import snapshots
import weight
from api import Server
from playwright.async_api import async_playwright
from stage import Report, Stage
from world import World

PARTS = {
    "cancelling": matrix.cancelling,
    "elsewhere": matrix.elsewhere,
    "axe": accessible.everything,
    "clicks": clicks.everything,
    "keyboard": keyboard.everything,
    "honesty": honesty.everything,
    "snapshots": snapshots.everything,
    "layout": layout.everything,
    "weight": weight.everything,
    "injection": injection.everything,
    "headers": headers.everything,
    "operating": operating.everything,
}
AT_WILL = {"pictures": pictures.everything}
# Everybody who changes something waits for all of it, and what takes longer is done more seldom. A
# machine that does something else at the same time is slower, so that this is said and no fault.
MOST_SECONDS = 360
# What Chromium leaves off. The first two start a process for most visits, a third of the time; the
# others are Playwright's own, named again because Chromium knows the last such list alone.
OFF = [
    "SpareRendererForSitePerProcess", "RenderDocument", "HttpsUpgrades", "MediaRouter",
    "OptimizationHints", "PaintHolding", "ThirdPartyStoragePartitioning",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
]
# As root there is no sandbox, and many a container has little shared memory.
SWITCHES = ["--no-sandbox", "--disable-dev-shm-usage", f"--disable-features={','.join(OFF)}"]


class Servers:
    """The servers that were started, by what they printed."""

    def __init__(self, folder):
        def read(name):
            return (folder / name).read_text()

        self.plain = Server.of_demo(read("plain.log"))
        self.doubled = Server.of_demo(read("doubled.log"))
        self.secure = Server.of_service(read("secure.log"), read("secure.json"))


async def prove(parts, servers, report):
    world = World(servers.plain)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=SWITCHES
        )
        stage = Stage(browser, servers.plain.url, report)
        for part in parts:
            since = time.monotonic()
            if part == "layout":
                other = Stage(browser, servers.doubled.url, report)
                await layout.everything(other, World(servers.doubled))
            elif part == "headers":
                await headers.everything(stage, world, servers.secure)
            else:
                await {**PARTS, **AT_WILL}[part](stage, world)
            print(f"browser: {part}: {time.monotonic() - since:.0f} s", flush=True)
        await browser.close()


async def main(folder, *parts):
    begun = time.monotonic()
    folder = pathlib.Path(folder)
    shutil.rmtree(folder / "faults", ignore_errors=True)
    (folder / "faults").mkdir(parents=True)
    report = Report(folder)
    await prove(parts or tuple(PARTS), Servers(folder), report)
    seconds = time.monotonic() - begun
    report.print()
    pages = len({page for page, _ in report.seen})
    print(
        f"browser: {pages} pages, {len(report.seen)} states, {report.visits} looks, "
        f"{len(report.found)} faults, {seconds:.0f} s"
    )
    if not parts and seconds > MOST_SECONDS:
        print(f"browser: that is more than the {MOST_SECONDS} s which are meant to be the most")
    if report.found:
        sys.exit(1)
    if not report.visits:
        sys.exit("browser: nothing was looked at")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
