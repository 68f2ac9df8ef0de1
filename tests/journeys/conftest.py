"""Journeys: walks through a whole office in a real browser.

``office``   the office served for this session (its address, ``run`` for a look inside)
``browser``  one Chromium for the session
``walk``     ``walk("documenter", language="ar", width=390, dark=True)`` → a signed-in page
``picture``  ``picture(page, "name")`` keeps a screenshot when SIJILL_PICTURES names a folder
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.cast import PASSWORD
from tests.journeys.office import Office, served

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Walk = Callable[..., Page]


def _browser_path() -> str | None:
    named = os.environ.get("SIJILL_CHROMIUM") or "/usr/bin/chromium"
    return named if Path(named).exists() else shutil.which("chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium; without one the journeys are skipped, and say so."""
    path = _browser_path()
    if path is None:
        pytest.skip("no Chromium: install it, or name it in SIJILL_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office of its own with the standing cast; password ``tests.cast.PASSWORD``."""
    with served(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def walk(browser: Browser, office: Office) -> Iterator[Walk]:
    """Pages with somebody of the cast signed in; a page error or a policy breach fails the test."""
    wrong: list[str] = []
    contexts = []

    def begin(
        who: str | None = "documenter",
        *,
        language: str = "en",
        width: int = 1280,
        dark: bool = False,
        scripts: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=office.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": "sijill_language", "value": language, "url": office.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if _breach(said.text) else None)
        if who is not None:
            sign_in(page, who)
        return page

    yield begin
    for context in contexts:
        context.close()
    assert not wrong, wrong


def _breach(text: str) -> bool:
    return "Content Security Policy" in text


def sign_in(page: Page, who: str) -> None:
    """Sign in on the sign-in page, as a person does."""
    if "/sign-in/" not in page.url:
        page.goto("/sign-in/")
    page.fill("[name=login]", who)
    page.fill("[name=password]", PASSWORD)
    page.locator("form:has([name=password]) [type=submit]").first.click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Keep a full-page screenshot under SIJILL_PICTURES (nothing when it is not set)."""

    def take(page: Page, name: str) -> None:
        folder = os.environ.get("SIJILL_PICTURES")
        if not folder:
            return
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return take
