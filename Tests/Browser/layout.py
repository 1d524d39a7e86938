"""Texts of double length break no page: a copy of the locales, and a server that speaks it.

Usage: layout.py HOME makes the copy.
"""

import pathlib
import re
import sys

import yaml

from accessible import CUT, UNFOLD
from pages import PAGES

ROOT = pathlib.Path(__file__).parent.parent.parent
PLACEHOLDER = re.compile(r"(\{[^}]*\})")


def doubled(value, key=None):
    """The same texts at double length; what is filled in, and what has no letters, stays."""
    if isinstance(value, dict):
        return {name: doubled(one, name) for name, one in value.items()}
    if not isinstance(value, str):
        return value
    return "".join(
        part if PLACEHOLDER.fullmatch(part) or not re.search("[A-Za-z]", part) else part * 2
        for part in PLACEHOLDER.split(value)
    )


def make(home):
    home = pathlib.Path(home)
    for name in ("Interface", "Policies", "Templates"):
        (home / name).symlink_to(ROOT / name)
    for file in (ROOT / "Locales").rglob("*.yaml"):
        copy = home / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if file.name != "en.yaml":
            copy.symlink_to(file)
            continue
        texts = yaml.safe_load(file.read_text())
        language = texts.pop("language")
        texts = {"language": language, **doubled(texts)}
        copy.write_text(yaml.safe_dump(texts, allow_unicode=True, sort_keys=False, width=96))


async def everything(stage, world):
    async def one(page, face):
        async with stage.visitor(world.faces[face].cookie) as visitor:
            answer = await visitor.open(world, page, face)
            await visitor.page.evaluate(UNFOLD)
            for width in (320, 1280):
                await visitor.page.set_viewport_size({"width": width, "height": 900})
                visitor.state = f"{face}, double length, {width} px"
                await visitor.look("layout", page, answer)
                for node in await visitor.page.evaluate(CUT):
                    text = f"text is cut off: {node}"
                    await stage.report.fault("layout", page.name, visitor.state, text, visitor.page)

    await stage.all("layout", [
        (page.name, lambda a=(page, face): one(*a)) for page in PAGES for face in page.faces
    ])


if __name__ == "__main__":
    make(sys.argv[1])
