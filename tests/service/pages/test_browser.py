"""The pages in a real browser; skipped where there is no Chromium."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.service.conftest import Server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
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
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@dataclass
class Seen:
    """What a page did that it should not."""

    page: Page
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield launched
        launched.close()


@contextmanager
def opened(browser: Browser, site: Server, width: int, scheme: Literal["dark", "light"] = "light") -> Iterator[Seen]:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=site.url)
    page = context.new_page()
    seen = Seen(page)
    page.on("console", lambda said: seen.faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(site.url) else seen.faults.append(asked.url))
    yield seen
    context.close()


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
    assert [fault for fault in seen.faults if "404" not in fault] == []


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
        page.get_by_role("link", name="BigScience Workshop").click()
        assert page.get_by_role("heading", level=1).inner_text().startswith("BigScience Workshop")
        page.get_by_role("link", name="Source 1: A paper on openness").first.click()
        assert page.locator("#note-1:target").is_visible()
        page.locator("#note-1").get_by_role("link", name="A paper on openness").click()
        assert "What rests on this document" in page.content()
    assert seen.faults == []


def test_a_reader_can_ask_why(browser: Browser, site: Server) -> None:
    with opened(browser, site, 1280) as seen:
        seen.page.goto("/id/project/bigscience")
        seen.page.get_by_role("link", name="Why: sources of May 2021").click()
        assert "2 Community Structures" in seen.page.get_by_role("main").inner_text()
    assert seen.faults == []


def test_a_query_runs_from_its_page(browser: Browser, site: Server) -> None:
    with opened(browser, site, 1280) as seen:
        seen.page.goto("/sparql")
        seen.page.get_by_role("button", name="Run").click()
        seen.page.get_by_role("region", name="Answer").get_by_role("link", name="BigScience Workshop").first.click()
        assert "/id/project/bigscience" in seen.page.url
    assert seen.faults == []


def test_the_keyboard_reaches_the_content_first(browser: Browser, site: Server) -> None:
    with opened(browser, site, 1280) as seen:
        seen.page.goto("/id/project/bigscience")
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.textContent") == "Skip to the content"
        seen.page.keyboard.press("Enter")
        assert seen.page.url.endswith("#content")
