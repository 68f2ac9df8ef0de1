"""Without JavaScript, in Arabic: a lead is recorded and grows into a confirmed finding."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Walk

LEAD = "إطلاق نار قرب نقطة تفتيش"
KILLING, WITNESS, MOSUL = "القتل", "شاهد", "الموصل"


def test_a_lead_is_recorded_and_a_finding_confirmed(walk: Walk) -> None:
    monitor = walk("documenter", language="ar", scripts=False)
    case = recorded(monitor)
    grown(monitor)
    proposed = a_proposal(monitor)
    verifier = walk("verifier", language="ar", scripts=False)
    verifier.goto(proposed)
    verifier.click("button[formaction*='/confirm/']")
    expect(verifier.locator("main .badge[data-state=confirmed]").first).to_be_visible()
    verifier.goto(case)
    expect(verifier.locator("main .badge[data-state=concluded]").first).to_be_visible()


def recorded(page: Page) -> str:
    """A place, a period and a short text are enough for a lead (R1.01)."""
    page.goto("/desk/incidents/new/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.click("button[data-save]")
    # What is missing is said in a list that leads to the fields.
    expect(page.locator("main a[href='#id_title'], main a[href='#id_occurred']")).to_have_count(2)
    page.fill("[name=title]", LEAD)
    page.fill("[name=occurred]", "نيسان 2021")
    page.fill("[name=place]", MOSUL)
    page.click("button[data-save]")
    expect(page.locator("h1")).to_have_text(LEAD)
    expect(page.locator("main .badge[data-state=lead]").first).to_be_visible()
    expect(page.locator(".facts").first).to_contain_text(MOSUL)
    expect(page.locator(".facts").first).to_contain_text("2021")
    return urlsplit(page.url).path


def grown(page: Page) -> None:
    """A victim and an account are added, and the case moves to triage."""
    page.click("a[href$='/victims/new/']")
    page.select_option("[name=victim-who]", "woman")
    page.fill("[name=victim-acts]", KILLING)
    page.click("button[data-save]")
    expect(page.locator("#acts tbody tr")).to_have_count(1)
    page.click("a[href$='/information/new/']")
    page.fill("[name=source]", WITNESS)
    page.fill("[name=account]", "سمعت الطلقات ورأت المركبة تبتعد.")
    page.click("button[data-save]")
    expect(page.locator("#information tbody tr")).to_have_count(1)
    for state in ("allegation", "triage"):
        page.click(f"button[name=to][value={state}]")
        expect(page.locator(f"main .badge[data-state={state}]").first).to_be_visible()


def a_proposal(page: Page) -> str:
    """That the act happened, on what the witness says; its author cannot confirm it."""
    page.click("main a[href*='/finding']:not([href*='part='])")
    page.select_option("[name=outcome]", "outcome.established")
    page.click("button[name=count]")
    expect(page.locator("[data-independent]")).to_have_text("1")
    assert page.locator("[name=outcome]").input_value() == "outcome.established"
    page.fill("[name=reasons]", "الشهادة مفصلة ومتسقة مع الزمان والمكان.")
    page.click("form[data-finding] .actions button[data-kind=primary]")
    expect(page.locator("#barred")).to_be_visible()
    return urlsplit(page.url).path
