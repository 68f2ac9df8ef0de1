"""A recorder is signed out while writing: nothing is lost, and the form goes on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Walk, sign_in
from tests.journeys.office import Office

END_SESSIONS = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"
EVERY, AGAIN = 10_000, 4_000


def begun(walk: Walk) -> Page:
    page = walk("documenter")
    page.clock.install()
    page.goto("/desk/incidents/new/")
    page.fill("[name=title]", "Detention at a crossing")
    page.fill("[name=victims-0-name]", "Sara Karim")
    page.clock.run_for(EVERY + 500)
    expect(page.locator("[data-draft-state]")).to_contain_text("Draft sealed at")
    return page


def test_a_draft_survives_a_session_that_ended(walk: Walk, office: Office) -> None:
    page = begun(walk)
    office.run(END_SESSIONS)
    page.fill("[name=summary]", "One person was held for a night.")
    page.clock.run_for(EVERY + 500)
    expect(page.locator("#signed-out")).to_be_visible()
    # Sending now would lose the text: the form stays.
    page.keyboard.press("Control+S")
    assert page.url.endswith("/desk/incidents/new/")
    assert page.input_value("[name=summary]") == "One person was held for a night."
    with page.context.expect_page() as opened:
        page.click("#signed-out a")
    again = opened.value
    sign_in(again, "documenter")
    expect(again.locator("h1")).to_have_text("You are signed in again")
    page.clock.run_for(AGAIN + 500)
    expect(page.locator("#signed-in")).to_be_visible()
    expect(page.locator("#signed-out")).to_be_hidden()
    # Elsewhere the form is offered back, with what was written while nobody was signed in.
    again.goto("/desk/incidents/new/")
    again.click("text=Go on with it")
    assert again.input_value("[name=victims-0-name]") == "Sara Karim"
    assert again.input_value("[name=summary]") == "One person was held for a night."
    again.click("text=Leave it")


def test_a_form_without_scripts_records_too(walk: Walk) -> None:
    page = walk("documenter", scripts=False)
    page.goto("/desk/incidents/new/")
    page.fill("[name=title]", "House search without a warrant")
    page.fill("[name=occurred]", "November 2016")
    page.fill("[name=place]", "Kirkuk city")
    page.fill("[name=victims-0-name]", "Karim Salih")
    page.select_option("[name=victims-0-who]", "man")
    page.fill("[name=victims-0-acts]", "Arbitrary arrest")
    page.click("text=Add a victim")
    assert page.input_value("[name=victims-0-name]") == "Karim Salih"
    assert page.input_value("[name=victims-1-acts]") == "Arbitrary arrest"
    page.select_option("[name=victims-1-who]", "woman")
    page.fill("[name=perpetrators-0-actor]", "U0")
    page.fill("[name=information-0-source]", "Relative")
    page.click("button[data-save]")
    expect(page.locator("h1")).not_to_have_text("Record an incident")
    expect(page.locator("body")).to_contain_text("House search without a warrant")
