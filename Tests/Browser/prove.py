"""Proves the portal in a real browser.

Usage: prove.py LOG FOLDER [PART...], where LOG is what `tenure demo` printed and FOLDER takes
pictures of what is wrong. Without parts it does all of them.
"""

import asyncio
import pathlib
import shutil
import sys
import time

import accessible
import clicks
import honesty
import keyboard
import matrix
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
}


async def main(log, folder, *parts):
    begun = time.monotonic()
    folder = pathlib.Path(folder)
    shutil.rmtree(folder / "faults", ignore_errors=True)
    (folder / "faults").mkdir(parents=True)
    server = Server(pathlib.Path(log).read_text())
    world = World(server)
    report = Report(folder)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        stage = Stage(browser, server.url, report)
        for part in parts or PARTS:
            await PARTS[part](stage, world)
        await browser.close()
    report.print()
    for part, seconds in report.seconds.items():
        print(f"browser: {part}: {seconds:.0f} s")
    pages = len({page for page, _ in report.seen})
    print(
        f"browser: {pages} pages, {len(report.seen)} states, {report.visits} looks, "
        f"{len(report.found)} faults, {time.monotonic() - begun:.0f} s"
    )
    if report.found:
        sys.exit(1)
    if not report.visits:
        sys.exit("browser: nothing was looked at")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
