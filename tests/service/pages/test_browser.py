"""The pages in a real browser; skipped where there is no Chromium.

What a click or a key brings about is there some time later: `expect` waits for it, a plain look does not.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.server_process import Server
from tests.until import LONG

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MILLISECONDS = LONG * 1000
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = (
    "/",
    "/about",
    "/browse/project",
    "/browse/partnership",
    "/id/project/bigscience",
    "/id/project/hostile",
    "/id/organization/genci",
    "/concept/governance-model",
    "/ontology",
    "/shapes",
    "/graph",
    "/sources",
    "/sources/curated",
    "/sparql?query=SELECT+*+WHERE+%7B+%3Fs+a+cairn%3AProject+%3B+%3Fp+%3Fo+%7D",
    "/id/project/nobody",
    "/questions",
    "/questions?tag=licenses",
    "/questions/terms-of-the-ontology",
    "/questions/openness-by-component",
    "/questions/compute-by-year",
    "/questions/roles-in-a-project",
    "/questions/roles-in-a-project?project=bigsciense",
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@dataclass
class Seen:
    """What a page did that it should not."""

    page: Page
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=MILLISECONDS)
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS), timeout=MILLISECONDS) as launched,
    ):
        yield launched


@contextmanager
def opened(browser: Browser, site: Server, width: int, scheme: Literal["dark", "light"] = "light") -> Iterator[Seen]:
    size: ViewportSize = {"width": width, "height": 800}
    with browser.new_context(viewport=size, color_scheme=scheme, base_url=site.url) as context:
        context.set_default_timeout(MILLISECONDS)
        page = context.new_page()
        seen = Seen(page)
        page.on("console", lambda said: seen.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: seen.faults.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(site.url) else seen.faults.append(asked.url))
        yield seen


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_stay_at_home(
    browser: Browser, site: Server, width: int, scheme: Literal["dark", "light"]
) -> None:
    wide = {}
    with opened(browser, site, width, scheme) as seen:
        for path in PAGES:
            seen.page.goto(path)
            if overflow := seen.page.evaluate(OVERFLOW):
                wide[path] = overflow
    assert wide == {}
    assert [fault for fault in seen.faults if "404" not in fault and "400" not in fault] == []


def test_dark_and_light_differ(browser: Browser, site: Server) -> None:
    colors = set()
    for scheme in ("light", "dark"):
        with opened(browser, site, 1280, "dark" if scheme == "dark" else "light") as seen:
            seen.page.goto("/")
            colors.add(seen.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(colors) == 2


def test_a_reader_gets_from_home_to_a_fact_and_its_source(browser: Browser, site: Server) -> None:
    with opened(browser, site, 1280) as seen:
        page = seen.page
        page.goto("/")
        page.get_by_label("Find a project by name").fill("bigsc")
        page.get_by_role("button", name="Find").click()
        page.wait_for_url("**/browse/project?*bigsc*")
        page.get_by_role("link", name="BigScience Workshop").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^BigScience Workshop"))
        page.get_by_role("link", name="Source 1: A paper on openness").first.click()
        expect(page.locator("#note-1:target")).to_be_visible()
        page.locator("#note-1").get_by_role("link", name="A paper on openness").click()
        expect(page.get_by_role("main")).to_contain_text("What rests on this document")
    assert seen.faults == []


def test_a_reader_can_ask_why(browser: Browser, site: Server) -> None:
    with opened(browser, site, 1280) as seen:
        seen.page.goto("/id/project/bigscience")
        seen.page.get_by_role("link", name="Why: sources of May 2021").click()
        seen.page.wait_for_url("**/why?*")
        expect(seen.page.get_by_role("main")).to_contain_text("2 Community Structures")
    assert seen.faults == []


def test_a_query_runs_from_its_page(browser: Browser, site: Server) -> None:
    with opened(browser, site, 1280) as seen:
        seen.page.goto("/sparql")
        seen.page.get_by_role("button", name="Run").click()
        seen.page.get_by_role("region", name="Answer").get_by_role("link", name="BigScience Workshop").first.click()
        expect(seen.page).to_have_url(re.compile("/id/project/bigscience"))
    assert seen.faults == []


def test_a_wide_answer_is_read_by_keyboard_on_a_narrow_screen(browser: Browser, site: Server) -> None:
    with opened(browser, site, 390) as seen:
        page = seen.page
        page.goto("/questions/terms-of-the-ontology")
        expect(page.get_by_text("Scroll sideways")).to_be_visible()
        table = page.get_by_role("region", name=re.compile("^Answer"))
        table.focus()
        page.keyboard.press("ArrowRight")
        expect(table).not_to_have_js_property("scrollLeft", 0)
    assert seen.faults == []


def test_a_wrong_value_is_put_right_by_keyboard(browser: Browser, site: Server) -> None:
    with opened(browser, site, 1280) as seen:
        page = seen.page
        page.goto("/questions/roles-in-a-project?project=bigsciense")
        field = page.locator("#p-project")
        expect(field).to_be_focused()
        expect(field).to_have_accessible_description(re.compile("no project/bigsciense"))
        field.fill("bigscience")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("project=bigscience$"))
        expect(page.get_by_role("heading", name=re.compile("^Answer"))).to_be_visible()
    assert [fault for fault in seen.faults if "400" not in fault] == []


def test_the_keyboard_reaches_the_content_first(browser: Browser, site: Server) -> None:
    with opened(browser, site, 1280) as seen:
        seen.page.goto("/id/project/bigscience")
        seen.page.keyboard.press("Tab")
        expect(seen.page.locator(":focus")).to_have_text("Skip to the content")
        seen.page.keyboard.press("Enter")
        expect(seen.page).to_have_url(re.compile("#content$"))
    assert seen.faults == []


def test_marks_that_are_links_are_large_enough_to_touch(browser: Browser, site: Server) -> None:
    with opened(browser, site, 390) as seen:
        seen.page.goto("/id/project/bigscience")
        box = seen.page.get_by_role("link", name="sources differ").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
