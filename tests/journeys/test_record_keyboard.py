"""The recording form by keyboard and by screen reader, in both directions of writing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Walk


def test_a_combobox_follows_the_pattern(walk: Walk) -> None:
    page = walk("documenter")
    page.goto("/desk/incidents/new/")
    place = page.locator("[name=place]")
    expect(place).to_have_role("combobox")
    place.focus()
    page.keyboard.type("kirk")
    expect(place).to_have_attribute("aria-expanded", "true")
    options = page.locator("[role=option]:visible")
    marked = place.get_attribute("aria-activedescendant")
    assert marked == options.first.get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert place.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.press("Escape")
    expect(place).to_have_attribute("aria-expanded", "false")
    assert place.input_value() == "kirk"
    page.keyboard.type("u")
    expect(place).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    assert place.input_value() == "Kirkuk"
    assert page.input_value("[name=place_code]").startswith("IQG13")
    place.focus()
    page.keyboard.type("x")
    assert page.input_value("[name=place_code]") == ""


def test_a_victim_already_held_is_chosen_by_code(walk: Walk) -> None:
    page = walk("documenter")
    page.goto("/desk/incidents/new/")
    page.fill("[name=title]", "First report")
    page.fill("[name=occurred]", "2016")
    page.fill("[name=place]", "Ninewa")
    page.locator("[name=victims-0-name]").fill("Abd al-Karim Salih")
    page.select_option("[name=victims-0-who]", "man")
    page.fill("[name=victims-0-acts]", "Killing")
    page.keyboard.press("Control+S")
    page.wait_for_url(lambda url: "/new/" not in url)
    page.goto("/desk/incidents/new/")
    page.focus("[name=victims-0-name]")
    page.keyboard.type("عبد الكريم صالح")
    held = page.locator("[role=option]:visible").nth(1)
    expect(held).to_contain_text("in another spelling")
    assert "Salih" not in held.inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("[name=victims-0-person]").startswith("BGDP-")


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_form_fits_and_every_control_has_a_name(
    walk: Walk, picture: Callable[[Page, str], None], language: str, width: int
) -> None:
    page = walk("documenter", language=language, width=width, dark=width == 390)
    page.goto("/desk/incidents/new/")
    page.keyboard.press("Alt+V")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    unnamed = page.evaluate(
        """[...document.querySelectorAll('main :is(input, select, textarea):not([type=hidden])')]
           .filter((one) => !one.labels?.length && !one.getAttribute('aria-label'))
           .map((one) => one.name)"""
    )
    assert unnamed == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    picture(page, f"record-{language}-{width}")


def test_errors_take_the_focus_and_lead_to_their_fields(walk: Walk) -> None:
    page = walk("documenter")
    page.goto("/desk/incidents/new/")
    page.fill("[name=title]", "Shots")
    page.fill("[name=place]", "Ninewa")
    page.fill("[name=occurred]", "31/02/2016")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#wrong")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=occurred]")).to_be_focused()
    assert page.locator("[name=occurred]").get_attribute("aria-invalid") == "true"


def test_focus_is_seen_on_every_stop(walk: Walk) -> None:
    page = walk("documenter")
    page.goto("/desk/incidents/new/")
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const one = document.activeElement; const style = getComputedStyle(one);
            const plain = style.outlineStyle === 'none' && style.boxShadow === 'none';
            return one === document.body || !plain ? '' : one.outerHTML.slice(0, 80); }"""
        )
        if seen:
            unseen.append(seen)
    assert unseen == []
