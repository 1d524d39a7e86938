"""axe-core on every page in every state; what it cannot tell is judged one by one in a file."""

import pathlib
from fnmatch import fnmatch

import axe_playwright_python
import yaml

from pages import PAGES
from world import LANGUAGES

HERE = pathlib.Path(__file__).parent
AXE = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async ([tags, enabled]) => {
  const answer = await axe.run(document, {
    runOnly: tags, resultTypes: ["violations", "incomplete"],
    rules: {"color-contrast": {enabled}},
  });
  const short = rules => rules.flatMap(rule => rule.nodes.map(node => ({
    id: rule.id, help: rule.help, node: node.html.slice(0, 160), why: node.failureSummary ?? '',
  })));
  return {violations: short(answer.violations), incomplete: short(answer.incomplete)};
}"""
# What the guidelines ask a page to bear (1.4.12), as a reader's own style would set it.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important;'
    + ' word-spacing: .16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
}"""
UNFOLD = "() => document.querySelectorAll('details').forEach(one => one.open = true)"
# Text that its own box cuts off.
CUT = """() => [...document.querySelectorAll('main *, nav *, header *, footer *')].filter(e => {
  const style = getComputedStyle(e);
  const scrolls = ['auto', 'scroll'].includes(style.overflowX) && e.tabIndex >= 0;
  return (style.overflowX !== 'visible' || style.textOverflow === 'ellipsis') && !scrolls
    && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 2 && !e.closest('.spoken')
    && !['INPUT', 'TEXTAREA', 'SELECT', 'svg', 'PROGRESS'].includes(e.tagName);
}).map(e => e.outerHTML.slice(0, 80))"""


class Judgments:
    """What a person decided about results that axe-core leaves open."""

    def __init__(self):
        self.all = yaml.safe_load((HERE / "judged.yaml").read_text()) or []
        self.used = set()

    def allow(self, page, rule, node):
        for index, one in enumerate(self.all):
            wanted = one.get("node", "*")
            if one["rule"] == rule and fnmatch(page, one["page"]) and fnmatch(node, wanted):
                self.used.add(index)
                return True
        return False

    def unused(self):
        return [one for index, one in enumerate(self.all) if index not in self.used]


async def everything(stage, world):
    judgments = Judgments()

    async def one(page, face, language, states):
        async with stage.visitor(
            world.faces[face].cookie, language, init=AXE
        ) as visitor:
            answer = await visitor.open(world, page, face)
            for state, measures in states.items():
                await state(visitor.page)
                visitor.state = f"{face}, {language}, {state.__doc__}"
                await visitor.look("axe", page, answer)
                await _judge(stage.report, visitor, page.name, judgments, measures)

    await stage.all(
        "axe",
        [
            (page.name, lambda a=(page, face, LANGUAGES[(index + turn) % 4], states): one(*a))
            for index, page in enumerate(PAGES)
            for turn, face in enumerate(page.faces)
            for states in [STATES if turn == 0 or (page.name, face) in ALL_STATES else FURTHER]
        ],
    )
    for one in judgments.unused():
        text = f"this judgment is about nothing any more: {one['why']}"
        await stage.report.fault("axe", one["page"], one["rule"], text)


async def _judge(report, visitor, name, judgments, measures):
    found = await visitor.page.evaluate(RUN, [TAGS, measures])
    for rule in found["violations"]:
        text = f"{rule['id']}: {rule['help']}: {rule['node']} {rule['why']}"
        await report.fault("axe", name, visitor.state, text, visitor.page)
    for rule in found["incomplete"]:
        if not judgments.allow(name, rule["id"], rule["node"]):
            text = f"to be judged: {rule['id']}: {rule['help']}: {rule['node']} {rule['why']}"
            await report.fault("axe", name, visitor.state, text)
    for node in await visitor.page.evaluate(CUT):
        await report.fault("axe", name, visitor.state, f"text is cut off: {node}", visitor.page)


async def plain(page):
    """default"""


async def dark(page):
    """dark, reduced motion, all unfolded"""
    await page.evaluate(UNFOLD)
    await page.emulate_media(color_scheme="dark", reduced_motion="reduce")


async def forced(page):
    """forced colours"""
    await page.emulate_media(
        color_scheme="light", reduced_motion="no-preference", forced_colors="active"
    )


async def zoomed(page):
    """200 % zoom"""
    await page.emulate_media(forced_colors="none")
    await page.set_viewport_size({"width": 640, "height": 450})


async def spaced(page):
    """text spacing"""
    await page.set_viewport_size({"width": 320, "height": 900})
    await page.evaluate(SPACING)


# Where a later face sees another template than the first one.
ALL_STATES = [("home", "consumer"), ("people", "consumer")]
# Each leads on from the one before; whether contrasts are measured there, which takes three quarters
# of the time: where the colours are others than before.
STATES = {plain: True, dark: True, forced: True, zoomed: False, spaced: False}
# Of the same page for somebody else: all that it holds, by day, by night and on a narrow screen.
FURTHER = {plain: False, dark: True, spaced: False}
