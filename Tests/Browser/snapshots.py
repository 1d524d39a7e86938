"""The whole text of pages in each language, compared with what was recorded.

The accounts' clocks stand still, so that only random ids and moments of the server move; these are
masked. The operator's overview and list of what is due change with the day and stand in no file.
TENURE_RECORD=1 records the pages as they are.
"""

import difflib
import os
import pathlib
import re

from world import CHIEF, LANGUAGES, OWN, PAGES

FOLDER = pathlib.Path(__file__).parent / "snapshots"
IDS = re.compile(r"\b(rcp|key|evt|pay|ses|tsk|cas|msg)_[0-9a-z]{26}\b|\breq_[\w-]+")
# Pages beside the chief ones, with whoever looks at them; times of the server's clock are masked.
MORE = {
    "nowhere": ("nobody",),
    "call-back": OWN,
    "sessions": ("organisation",),
    "support": ("support",),
    "cases": ("support",),
    "case": ("support",),
    "policies": ("operator",),
    "policy": ("operator",),
    "health": ("operator",),
}
# What is counted there depends on what else happened in the world.
COUNTED = ("health",)
MASK = """() => {
  document.querySelectorAll('main time').forEach(one => one.textContent = '…');
}"""
COUNTS = """() => {
  document.querySelectorAll('main .facts dd .hint').forEach(one => one.remove());
  document.querySelectorAll('main .facts dd > span').forEach(
    one => one.textContent = one.textContent.replace(/[0-9].*/, '…'));
}"""
TEXT = """() => {
  document.querySelectorAll('details').forEach(one => one.open = true);
  const values = [...document.querySelectorAll('main input, main textarea, main select')]
    .filter(e => e.type !== 'hidden')
    .map(e => `[${e.type} ${e.name}] ${e.labels?.[0]?.innerText ?? ''}`);
  return [document.title, document.body.innerText, ...values].join('\\n');
}"""


def normal(text):
    text = IDS.sub(lambda match: f"{match[0].split('_')[0]}_…", text)
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line) + "\n"


async def everything(stage, world):
    recording = os.environ.get("TENURE_RECORD") == "1"
    expected = set()

    async def one(page, face, language):
        name = page.name if face == page.faces[0] else f"{page.name}-{face}"
        file = FOLDER / f"{name}.{language}.txt"
        expected.add(file)
        async with stage.visitor(world.faces[face].cookie, language) as visitor:
            await visitor.open(world, page, face)
            if page.name in MORE:
                await visitor.page.evaluate(MASK)
            if page.name in COUNTED:
                await visitor.page.evaluate(COUNTS)
            text = normal(await visitor.page.evaluate(TEXT))
            stage.report.see(page.name, f"text, {face}, {language}")
            if recording:
                file.write_text(text)
                return
            before = file.read_text() if file.exists() else ""
            if before != text:
                lines = difflib.unified_diff(
                    before.splitlines(), text.splitlines(), "recorded", "now", lineterm="", n=0
                )
                fault = "\n      ".join(["reads otherwise (TENURE_RECORD=1 records):", *lines])
                await stage.report.fault("snapshots", name, language, fault)

    FOLDER.mkdir(exist_ok=True)
    await stage.all(
        "snapshots",
        [
            (page.name, lambda a=(page, face, language): one(*a))
            for page in PAGES
            if page in CHIEF or page.name in MORE
            for face in MORE.get(page.name, OWN)
            if face in page.faces
            for language in LANGUAGES
        ],
    )
    for file in set(FOLDER.glob("*.txt")) - expected:
        if recording:
            file.unlink()
        else:
            await stage.report.fault("snapshots", file.name, "", "belongs to no page")
