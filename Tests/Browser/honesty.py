"""No tricks: what nobody may do to somebody who leaves, as assertions."""

import pathlib
import re

import yaml

from deeds import fill
from pages import ALL, CANCEL, DOMAINS, REFUSED
from world import LANGUAGES, ORGANISATION, licenses, person

HERE = pathlib.Path(__file__).parent
TEXTS = HERE.parent.parent / "Locales"
WEIGHT = [
    "color", "background-color", "background-image", "opacity", "font-size", "font-weight",
    "font-family", "text-transform", "text-decoration-line", "border-top-width",
    "border-top-style", "border-top-color", "border-radius", "padding", "box-shadow", "cursor",
]
BUTTONS = """names => [...document.querySelectorAll('main .row.even > *')].map(e => {
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const found = Object.fromEntries(names.map(name => [name, style.getPropertyValue(name)]));
  return {...found, width: Math.round(box.width), height: Math.round(box.height)};
})"""
CHOSEN = """() => [
  ...document.querySelectorAll('main input:checked'),
  ...[...document.querySelectorAll('main select')]
    .filter(e => e.value || e.querySelector('[selected]')),
].map(e => e.name + '=' + e.value)"""


def words():
    """The words of each language."""
    return {name: one for name, one in _file().items() if name != "legitimate"}


def _file():
    return yaml.safe_load((HERE / "shaming.yaml").read_text())


def found_in(text, patterns):
    return [one for one in patterns if re.search(one, text, re.IGNORECASE)]


async def everything(stage, world):
    await _locales(stage.report)
    jobs = [
        (f"cancel, {face}", lambda a=(face, language): _page(stage, world, *a))
        for face in ALL
        for language in LANGUAGES
    ]
    refused = [
        (page.name, lambda a=(page, face, language): _refused(stage, world, *a))
        for page in (REFUSED, DOMAINS)
        for face in page.faces
        for language in LANGUAGES
    ]
    straight = ("cancel", lambda: _straight(stage, world))
    await stage.all("honesty", [*jobs, *refused, straight])


async def _locales(report):
    """No text that anybody reads holds a word that shames or urges, but for those that are
    justified one by one."""
    legitimate, used = {one["text"] for one in _file()["legitimate"]}, set()
    for language, lists in words().items():
        for file in sorted(TEXTS.rglob(f"{language}.yaml")):
            for key, text in _leaves(yaml.safe_load(file.read_text())):
                found = found_in(text, lists["shaming"])
                if found and key in legitimate:
                    used.add(key)
                elif found:
                    fault = f"{key} shames or urges {found}: {text}"
                    await report.fault("honesty", str(file.relative_to(TEXTS)), language, fault)
    for key in legitimate - used:
        fault = f"nothing has to be justified about {key} any more"
        await report.fault("honesty", "shaming.yaml", "legitimate", fault)


def _leaves(value, *path):
    """Each text with its key, such as `portal.cancel.title`."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(one, *path, str(name))
    elif isinstance(value, str):
        yield ".".join(path), value


async def _page(stage, world, face, language):
    async with stage.visitor(world.faces[face].cookie, language) as visitor:
        page, report = visitor.page, stage.report
        await visitor.go(world.path(CANCEL, face))
        report.see("cancel", f"honesty, {face}, {language}")

        async def fault(text):
            await report.fault("honesty", "cancel", f"{face}, {language}", text, page)

        if chosen := await page.evaluate(CHOSEN):
            await fault(f"preselected: {chosen}")
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            for width in (320, 1280):
                await page.set_viewport_size({"width": width, "height": 900})
                await _weigh(page, f"{scheme}, {width} px", fault)
        text = await page.locator("body").inner_text()
        lists = words()[language]
        for word in found_in(text, lists["shaming"]):
            await fault(f"shames or urges: {word}")
        if len(offers := found_in(text, lists["offers"])) > 1:
            await fault(f"more than one offer: {offers}")
        await _quiet(page, fault)
        await page.wait_for_timeout(1_200)
        if await page.locator("body").inner_text() != text:
            await fault("the page changes by itself")


async def _weigh(page, state, fault):
    """Cancel and keep must be alike in all that draws the eye."""
    buttons = await page.evaluate(BUTTONS, WEIGHT)
    if len(buttons) != 2:
        return await fault(f"{len(buttons)} buttons of equal weight instead of 2")
    cancel, keep = buttons
    for name in cancel:
        if cancel[name] != keep[name]:
            await fault(f"{state}: {name} of cancel is {cancel[name]}, of keep {keep[name]}")


async def _quiet(page, fault):
    """Nothing refreshes, runs, counts down, covers or stands in the way."""
    for selector, what in {
        "meta[http-equiv=refresh i]": "a refresh",
        "script": "a script",
        "dialog, [role=dialog], [role=alertdialog]": "a dialog",
        "[role=timer], progress, meter, marquee, blink": "a countdown",
        "main .strong": "a button that outshines the others",
        "main form[target], main a[target], main [formaction]": "a way to another window",
        "iframe, object, embed, video, audio": "something embedded",
        "main form[method=post] ~ form[method=post]": "a second form",
    }.items():
        if await page.locator(selector).count():
            await fault(f"there is {what}")
    buttons = await page.locator("main form[method=post] button").count()
    if buttons != 1:
        await fault(f"{buttons} buttons send the form instead of one")


async def _refused(stage, world, page, face, language):
    """Whoever cannot cancel reads why, by which source, and what can be done; nothing to send."""
    async with stage.visitor(world.faces[face].cookie, language) as visitor:
        await visitor.open(world, page, face)
        main = visitor.page.locator("main")
        state = f"refused, {face}, {language}"
        stage.report.see(page.name, state)

        async def need(selector, what):
            texts = await main.locator(selector).all_inner_texts()
            if not any(text.strip() for text in texts):
                await stage.report.fault("honesty", page.name, state, f"no {what}", visitor.page)

        if await main.locator("form, button").count():
            text = "there is something to send, though nothing can be cancelled"
            await stage.report.fault("honesty", page.name, state, text, visitor.page)
        await need("section[aria-labelledby=why] .notice > p:not(.source)", "reason")
        await need("section[aria-labelledby=why] .source .id", "rule")
        await need("section[aria-labelledby=why] .source cite", "source")
        await need("section[aria-labelledby=ways] li", "way forward")
        for link in await main.locator("section[aria-labelledby=ways] a").all():
            path = await link.get_attribute("href")
            status, _ = world.server.page(path, cookie=world.faces[face].cookie)
            if status != 200:
                text = f"the way forward to {path} answers {status}"
                await stage.report.fault("honesty", page.name, state, text, visitor.page)


async def _straight(stage, world):
    """The form is sent, and the next page is the receipt: nothing stands between."""
    boss = person("per_abe", "Abe Stone", "global-administrator")
    account = {**ORGANISATION, "id": "acc_stone", "name": "Stone Ltd", "people": [boss]}
    world.server.post("/v1/accounts", account)
    world.subscribe("acc_stone", licenses("sub_stone"))
    async with stage.visitor(world.server.sign_in("acc_stone", "per_abe")) as visitor:
        await visitor.go("/accounts/acc_stone/subscriptions/sub_stone/cancel")
        await fill(visitor.page)
        visitor.asked.clear()
        await visitor.send()
        pages = [url for url in visitor.asked if "/assets/" not in url]
        stage.report.see("receipt", "no detour")
        if len(pages) != 2 or "/receipts/" not in pages[-1]:
            text = f"cancelling makes a detour: {pages}"
            await stage.report.fault("honesty", "cancel", "detour", text, visitor.page)
        if not await visitor.page.locator("main [role=status] h1").count():
            text = "the page after cancelling does not say what happened"
            await stage.report.fault("honesty", "receipt", "", text, visitor.page)
