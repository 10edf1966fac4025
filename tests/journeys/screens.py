"""Pictures of every page, by day and by night, at a desk and on a phone: python -m tests.journeys.screens docs/screens

They are looked at before a change of the pages goes out, and shown to whoever reads the documentation.
"""

import json
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.turns import fake_model, launched
from tests.browser import launch as launch_browser
from tests.journeys import abroad, staged
from tests.journeys.test_workflow import API
from tests.launched import Launched

SIZES: dict[str, Any] = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
# By what they are called: the address of each, with a name in braces for the address of a staged interview.
PAGES = {
    "landing": "/",
    "start": "/start/",
    "interviews": "/interviews/",
    "model": "/model/",
    "login": "/login/",
    "styleguide": "/styleguide/",
    "not-found": "/nowhere/",
    "wizard": "{full}",
    "wizard-flow": "{full}?panel=flow",
    "wizard-prompt": "{full}?panel=prompt",
    "wizard-export": "{full}?panel=export",
    "wizard-draft": "{full}?panel=draft",
    "wizard-finished": "{finished}",
    "tools": "{full}tools/",
    "tool": "{tool}",
    "operation": "{tool}0/",
    "documents": "{brought}documents/",
    "document": "{document}",
    "tool-import": "{full}tools/import/",
    "change": "{full}answers/3/",
    "record": "{full}record/",
    "review": "{full}review/",
    "review-clash": "{clash}review/",
    "result": "{finished}result/",
    "versions": "{finished}versions/",
    "workflow": "{finished}workflow/",
    "workflow-walk": "{finished}workflow/walk/",
    "compare": "{finished}versions/compare/",
    "shared": "{shared}",
    "prompt": "{finished}prompt/",
    "toolbox": "/toolbox/",
    "known-tool": "/toolbox/shopify/",
    "problem": "{full}answers/999/",
}
ADMIN = {
    "admin": "/admin/",
    "admin-list": "/admin/interviews/interviewsession/",
    "admin-interview": "/admin/interviews/interviewsession/{number}/change/",
}
# Long pages of which the head is enough.
FOLDED = (["result", "de"], ["result", "ar"])
EMPTY = {"interviews-empty": "/interviews/"}
WHOLE = (
    "operation",
    "known",
    "prompt",
    "compare",
    "shared",
    "landing",
    "start",
    "styleguide",
    "model",
    "record",
    "interviews",
    "document",
    "review",
    "result",
)
TALLEST = 16_383  # pixels that fit into a WebP picture
LASTING = 3600  # seconds for which a Parley sits for its pictures
Act = Callable[[Page, str], None]


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    Launched.lifetime = LASTING
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        _by_guide(browser, folder)
        with fake_model() as url:
            for name, model in (("model-works", "fake-50-5-6"), ("model-fails", "fake-50-5-6-http500")):
                settings = {"PARLEY_MODEL": f"openai/{model}", "OPENAI_API_BASE": url, "OPENAI_API_KEY": "none"}
                with launched(**settings) as parley:
                    _shoot(browser, parley.address, folder, {}, acts={name: _test_model})
        with launched(PARLEY_RATE_LIMIT="1") as parley:
            _shoot(browser, parley.address, folder, {}, acts={"too-many": _begin_too_often})
        browser.close()


def _by_guide(browser: Browser, folder: Path) -> None:
    with launched() as parley:
        context = browser.new_context(viewport=SIZES["desk"])
        made = staged.stage(context.new_page(), parley.address, folder.parent / "wizard.png")
        places = {name: place.format(**vars(made), number=made.number) for name, place in (PAGES | ADMIN).items()}
        mine, theirs = ({name: places[name] for name in pages} for pages in (PAGES, ADMIN))
        choosing = {"tool-choice": lambda page, _: _read_an_api(page, made.full)}
        _shoot(browser, parley.address, folder, mine, acts=choosing, state=context.storage_state())
        staged.make_reviewer(parley.data_dir)
        staged.log_in(page := browser.new_context().new_page(), parley.address)
        _shoot(browser, parley.address, folder, theirs, state=page.context.storage_state())
        _shoot(browser, parley.address, folder, EMPTY, acts=REFUSALS)
        for person in (abroad.GERMAN, abroad.ARABIC):
            _abroad(browser, parley.address, person, folder)


def _abroad(browser: Browser, address: str, person: abroad.Person, folder: Path) -> None:
    """An interview in another language by day: half-way, its review and its result."""
    page = browser.new_context(viewport=SIZES["desk"]).new_page()
    place = abroad.talk(page, address, person, turns=7)
    for name, there in (("wizard", place), ("review", f"{place}review/"), ("result", f"{place}result/")):
        if name == "review":
            abroad.talk(page, place, person)
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            page.goto(there, wait_until="networkidle")
            _picture(page, folder / f"{name}-{person.code}-{size}-light.webp")
    page.context.close()


def _test_model(page: Page, address: str) -> None:
    came, wait = None, 0
    while came is None or wait:  # a test soon after another one is refused, and told when it may come
        page.wait_for_timeout(1000 * wait)
        page.goto(f"{address}/model/")
        with page.expect_response(lambda answer: answer.request.method == "POST", timeout=120_000) as came:
            page.get_by_role("button", name="Test").click(no_wait_after=True)
        wait = int(came.value.headers.get("retry-after", 0))
    page.wait_for_load_state()


def _begin_too_often(page: Page, address: str) -> None:
    for _ in range(3):  # who begins the first is known to nobody yet
        page.goto(address)
        page.fill("#opening", "A kayak rental desk")
        page.press("#opening", "Enter")
        page.wait_for_load_state("networkidle")


def _log_in_wrongly(page: Page, address: str) -> None:
    staged.log_in(page, address, "wrong")


def _bring_a_picture(page: Page, address: str) -> None:
    page.goto(f"{address}/start/")
    page.set_input_files("#file", {"name": "plan.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" * 40})
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("alert").wait_for()


def _read_an_api(page: Page, place: str) -> None:
    page.goto(f"{place}tools/import/")
    page.get_by_label("Or its text, pasted").fill(json.dumps(API))
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Choose none").wait_for()


def _forge(page: Page, address: str) -> None:
    page.goto(f"{address}/start/")
    page.locator("[name=csrfmiddlewaretoken]").evaluate_all("fields => fields.forEach(f => f.value = 'x'.repeat(64))")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="Please send it again").wait_for()


REFUSALS: dict[str, Act] = {
    "login-refused": _log_in_wrongly,
    "start-refused": _bring_a_picture,
    "send-again": _forge,
}


def _shoot(
    browser: Browser,
    address: str,
    folder: Path,
    places: Mapping[str, str],
    acts: Mapping[str, Act] = {},
    state: Any = None,
) -> None:
    """Each place, and what stands there after each act, in both sizes and both lights."""
    for size, viewport in SIZES.items():
        for scheme in ("light", "dark"):
            phone = size == "phone"
            look: Any = {"color_scheme": scheme, "is_mobile": phone, "has_touch": phone, "storage_state": state}
            page = browser.new_context(viewport=viewport, **look).new_page()
            for name, place in places.items():
                page.goto(place if place.startswith("http") else address + place, wait_until="networkidle")
                _picture(page, folder / f"{name}-{size}-{scheme}.webp")
            for name, act in acts.items():
                act(page, address)
                _picture(page, folder / f"{name}-{size}-{scheme}.webp")
            page.context.close()


def _picture(page: Page, path: Path) -> None:
    page.wait_for_timeout(1500 if "flow" in path.name else 300)
    whole = path.name.startswith(WHOLE) and path.name.split("-")[:2] not in FOLDED
    taken = Image.open(BytesIO(page.screenshot(full_page=whole, scale="css")))
    taken.crop((0, 0, taken.width, min(taken.height, TALLEST))).convert("RGB").save(path, quality=60, method=6)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
