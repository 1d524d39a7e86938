"""The whole text of pages in each language, compared with what was recorded.

The accounts' clocks stand still, so that only random ids, signed receipts and moments of the server
move; these are masked. Of the operator's overview and lists, which change with the day and with all
that else happens, only what stands around the figures and rows is compared.
TENURE_RECORD=1 records the pages as they are.
"""

import difflib
import os
import pathlib
import re

from pages import ALL, BUSINESS, CHIEF, OWN, PAGES
from world import LANGUAGES

FOLDER = pathlib.Path(__file__).parent / "snapshots"
IDS = re.compile(r"\b(rcp|key|evt|pay|ses|tsk|cas|msg)_[0-9a-z]{26}\b|\breq_[\w-]+")
SIGNED = re.compile(r"\b[\w-]{20,}\.[\w-]{100,}\.[\w-]{40,}")
# Pages beside the chief ones, with whoever looks at them.
MORE = {
    "nowhere": ("nobody",),
    "sign-in": ("nobody",),
    "sign-in-faulty": ("nobody",),
    "sign-in-kept": ("organisation",),
    "cancel-changed": ("organisation",),
    "cancel-again": ("organisation",),
    "cancel-domains": ("support",),
    "act-billing": ALL,
    "act-reduce": ("organisation",),
    "act-reduce-shown": ("organisation",),
    "act-reduce-faulty": ("organisation",),
    "act-plan": OWN,
    "act-reactivate": OWN,
    "act-refused": ("organisation",),
    "export": BUSINESS,
    "export-running": ("organisation",),
    "domains": BUSINESS,
    "domains-own": ("support",),
    "home-member": ("member",),
    "people-member": ("member",),
    "family-faulty": ("consumer",),
    "person-faulty": ("organisation",),
    "storage": ("consumer",),
    "storage-frozen": ("support",),
    "calendar": OWN,
    # Those to several roles of one moment stand in any order; a person has one role.
    "messages": ("consumer",),
    "history": OWN,
    "buy": OWN,
    "buy-faulty": ("organisation",),
    "buy-review": ("organisation",),
    "receipt-superseded": ("organisation",),
    "person": BUSINESS,
    "closing-open": ("support",),
    "closed-now": ALL,
    "closed": ("support",),
    "call-back": OWN,
    "sessions": ("organisation",),
    "support": ("support",),
    "cases": ("support",),
    "case": ("support",),
    "overview": ("operator",),
    "due": ("operator",),
    "policies": ("operator",),
    "policy": ("operator",),
    "policy-refund": ("operator",),
    "events": ("operator",),
    "health": ("operator",),
}
# Of the chief ones some as support sees them, too.
DESK = ("cancel", "home", "subscription")
# Where moments of the server's clock stand, which are masked.
TIMED = ("call-back", "sessions", "support", "cases", "case", "health")
# What is counted there, or listed, depends on what else happened in the world; rows of ours stay.
COUNTED = ("health",)
FIGURED = ("overview", "due")
OURS = {"support": "/acc_brook/", "cases": "/acc_brook/", "events": ""}
MASK = """() => {
  document.querySelectorAll('main time').forEach(one => one.textContent = '…');
}"""
# Rows of what else happened in the world.
OTHERS = """ours => document.querySelectorAll('main tbody tr').forEach(
  one => ours && one.querySelector(`a[href*="${ours}"]`) || one.remove())"""
COUNTS = """() => {
  document.querySelectorAll('main .facts dd .hint').forEach(one => one.remove());
  document.querySelectorAll('main .facts dd > span').forEach(
    one => one.textContent = one.textContent.replace(/[0-9].*/, '…'));
}"""
# Figures, and what changes with them.
FIGURES = """() => {
  const moving = '#needs ~ .flow, .lead, .figures dd, tbody tr, .pager,'
    + '.chart > :is(svg, p, .legend), .chart thead th:not(:first-child)';
  document.querySelectorAll(moving).forEach(one => one.remove());
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
    text = SIGNED.sub("…", text)
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line) + "\n"


async def everything(stage, world):
    recording = os.environ.get("TENURE_RECORD") == "1"
    expected = set()

    async def one(page, face):
        name = page.name if face == page.faces[0] else f"{page.name}-{face}"
        async with stage.visitor(world.faces[face].cookie) as visitor:
            for language in LANGUAGES:
                file = FOLDER / f"{name}.{language}.txt"
                expected.add(file)
                await visitor.speak(language)
                text = await _text(visitor, world, page, face)
                stage.report.see(page.name, f"text, {face}, {language}")
                if recording:
                    file.write_text(text)
                elif fault := _difference(file, text):
                    await stage.report.fault("snapshots", name, language, fault)

    FOLDER.mkdir(exist_ok=True)
    await stage.all(
        "snapshots",
        [
            (page.name, lambda a=(page, face): one(*a))
            for page in PAGES
            if page in CHIEF or page.name in MORE
            for face in MORE.get(page.name, ALL if page.name in DESK else OWN)
            if face in page.faces
        ],
    )
    for file in set(FOLDER.glob("*.txt")) - expected:
        if recording:
            file.unlink()
        else:
            await stage.report.fault("snapshots", file.name, "", "belongs to no page")


async def _text(visitor, world, page, face):
    """What a page says, without what moves."""
    await visitor.open(world, page, face)
    if page.name in TIMED:
        await visitor.page.evaluate(MASK)
    if page.name in COUNTED:
        await visitor.page.evaluate(COUNTS)
    if page.name in FIGURED:
        await visitor.page.evaluate(FIGURES)
    if page.name in OURS:
        await visitor.page.evaluate(OTHERS, OURS[page.name])
    return normal(await visitor.page.evaluate(TEXT))


def _difference(file, text):
    """How a text differs from what was recorded; nothing if it does not."""
    before = file.read_text() if file.exists() else ""
    lines = difflib.unified_diff(
        before.splitlines(), text.splitlines(), "recorded", "now", lineterm="", n=0
    )
    if before != text:
        return "\n      ".join(["reads otherwise (TENURE_RECORD=1 records):", *lines])
    return None
