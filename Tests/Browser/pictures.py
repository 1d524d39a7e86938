"""The pictures of the README."""

import io
import pathlib

from PIL import Image
from world import PAGES

FOLDER = pathlib.Path(__file__).parent.parent.parent / "Documentation" / "pictures"
MOST = 150_000
# File, page, face and colours. The operator's overview joins as soon as it is there.
WANTED = [
    ("cancel", "cancel", "organisation", "light"),
    ("cancel-dark", "cancel", "consumer", "dark"),
    ("receipt", "receipt", "organisation", "light"),
    ("products", "products", "organisation", "light"),
    ("overview", "overview", "operator", "light"),
]


async def everything(stage, world):
    pages = {page.name: page for page in PAGES}
    FOLDER.mkdir(exist_ok=True)

    async def one(name, page, face, scheme):
        async with stage.visitor(world.faces[face].cookie, scheme=scheme) as visitor:
            await visitor.open(world, page, face)
            shot = await visitor.page.screenshot(
                clip={"x": 0, "y": 0, "width": 1280, "height": 1100}, full_page=True
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
            (name, lambda a=(name, pages[page], face, scheme): one(*a))
            for name, page, face, scheme in WANTED
            if page in pages
        ],
    )
