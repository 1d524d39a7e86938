"""The pictures of the README."""

import io
import pathlib

from PIL import Image
from pages import PAGES

FOLDER = pathlib.Path(__file__).parent.parent.parent / "Documentation" / "pictures"
MOST = 150_000
# File, page, face, colours, and how much of the page.
WANTED = [
    ("cancel", "cancel", "organisation", "light", 1100),
    ("cancel-dark", "cancel", "consumer", "dark", 1100),
    ("receipt", "receipt", "organisation", "light", 1100),
    ("products", "products", "organisation", "light", 1100),
    ("overview", "overview", "operator", "light", 1800),
]


async def everything(stage, world):
    pages = {page.name: page for page in PAGES}
    FOLDER.mkdir(exist_ok=True)

    async def one(name, page, face, scheme, height):
        async with stage.visitor(world.faces[face].cookie, scheme=scheme) as visitor:
            await visitor.open(world, page, face)
            shot = await visitor.page.screenshot(
                clip={"x": 0, "y": 0, "width": 1280, "height": height}, full_page=True
            )
            stage.report.see(page.name, f"picture, {scheme}")
            file = FOLDER / f"{name}.png"
            picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(128)
            picture.save(file, optimize=True)
            if file.stat().st_size > MOST:
                text = f"{file.name} has {file.stat().st_size} bytes"
                await stage.report.fault("pictures", page.name, scheme, text)

    await stage.all(
        "pictures",
        [
            (name, lambda a=(name, pages[page], *rest): one(*a))
            for name, page, *rest in WANTED
        ],
    )
