"""The spine: a partner's sheet becomes a verified incident and a figure that anyone can check.

One story told in order, by four people and a reader of the public page. The sheet holds one row
that can be taken, one with a day that does not exist, and one in a place nobody knows.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Walk
from tests.journeys.office import Office

HEADING = "Case no,Date,Governorate,District,Town,Killed,Injured,Perpetrator"
TAKEN = "P-1,12/05/2021,Baghdad,Karkh,,12,2,Unknown"
NO_SUCH_DAY = "P-2,31/02/2021,Baghdad,Karkh,,1,0,Unknown"
UNKNOWN_PLACE = "P-3,14/05/2021,Qarzafistan,,,3,0,Unknown"
SHEET = "\r\n".join([HEADING, TAKEN, NO_SUCH_DAY, UNKNOWN_PLACE, ""])
PATIENCE = 30_000
# Words of English left over on a page in another language; names of formats stand.
LATIN = re.compile(r"[A-Za-z]{2,}")

STORY: dict[str, str] = {}
"""What one chapter leaves to the next: addresses and references."""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The partner's file."""
    path = tmp_path / "partner-may.csv"
    path.write_text(SHEET, encoding="utf-8-sig")
    return path


def press(page: Page | Locator, address: str) -> None:
    """Press the button that sends a form to an address."""
    page.locator(f"form[action*='{address}'] button, button[formaction*='{address}']").first.click()


def tally(page: Page) -> list[int]:
    """Rows created, updated, unchanged, rejected, waiting for a place."""
    found = page.locator("#import-run .tally strong").all_inner_texts()
    return [int(text) for text in found]


def bring(page: Page, sheet: Path) -> None:
    page.goto("/desk/imports/new/")
    page.set_input_files("[name=file]", sheet)
    page.locator("main form[enctype] [type=submit]").first.click()
    page.wait_for_url("**/preview/**")


def begin(page: Page) -> None:
    page.click("button[name=do][value=begin]")
    page.wait_for_url(re.compile(r"/imports/[0-9a-f-]{36}/$"))
    expect(page.locator("#import-run:not([hx-get])")).to_be_visible(timeout=PATIENCE)


def test_1_a_sheet_is_imported_and_its_bad_row_given_back(walk: Walk, sheet: Path) -> None:
    page = walk("manager", language="ar")
    bring(page, sheet)
    # The guess names the columns; what it cannot know, the manager says.
    expect(page.locator("#rows tbody tr")).to_have_count(3)
    expect(page.locator("#rows tbody tr").nth(1)).to_contain_text("لا يوجد يوم كهذا")
    page.fill("[name=title]", "Partner of the south, cases")
    page.fill("[name=code]", "partner-south")
    page.fill("[name=source_name]", "A partner organisation")
    page.click("button[name=do][value=save]")
    expect(page.locator("#mapping option[selected]")).to_contain_text("Partner of the south")
    begin(page)
    assert tally(page) == [2, 0, 0, 1, 1]
    expect(page.locator("#rejected")).to_contain_text("لا يوجد يوم كهذا")
    page.click("#rejected button[value=csv]")
    take = page.locator("#sheet a[data-kind=primary]")
    take.wait_for(timeout=PATIENCE)
    with page.expect_download() as taken:
        take.click()
    lines = Path(taken.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("3,P-2,31/02/2021,Baghdad")
    assert "لا يوجد يوم كهذا. يُرجى التحقق من اليوم والشهر." in lines[1]


def test_2_the_unknown_place_is_settled(walk: Walk) -> None:
    page = walk("manager")
    page.goto("/desk/places/")
    page.click("text=Qarzafistan")
    page.fill("#place_name", "Karkh")
    page.locator("#found input[name=unit]").first.check()
    page.click("#settle .actions [type=submit]")
    expect(page.locator("main .notice").first).to_contain_text("1 incident was placed")
    expect(page.locator("#places", has_text="Qarzafistan")).to_have_count(0)


def test_3_a_monitor_works_the_case_and_cannot_confirm_it(walk: Walk) -> None:
    page = walk("documenter")
    page.goto("/desk/incidents/?from=2021-05-12&until=2021-05-12")
    page.locator("main table a[href*='/desk/incidents/']").first.click()
    page.wait_for_url("**/desk/incidents/*/")
    STORY["incident"] = urlsplit(page.url).path
    expect(page.locator("#acts tbody tr")).to_have_count(2)
    for state in ("allegation", "triage"):
        page.click(f"button[name=to][value={state}]")
        expect(page.locator(f"main .badge[data-state={state}]").first).to_be_visible()
    page.click("a[href$='/information/new/']")
    page.fill("[name=source]", "Witness")
    page.select_option("[name=reliability]", "reliability.b")
    page.select_option("[name=credibility]", "credibility.2")
    page.fill("[name=account]", "She saw the market after the explosion.")
    page.click("button[data-save]")
    expect(page.locator("#information tbody tr")).to_have_count(2)
    page.click("a[href$='/findings/new/'], a:has-text('Propose a finding')")
    expect(page.locator("[name=basis]")).to_have_count(2)
    expect(page.locator("[data-independent]")).to_have_text("2")
    page.select_option("[name=outcome]", "outcome.established")
    page.fill("[name=reasons]", "Two independent sources agree on the day, place and number.")
    page.click("form[data-finding] button[data-kind=primary]")
    page.wait_for_url("**/desk/findings/**")
    STORY["finding"] = urlsplit(page.url).path
    confirm = page.get_by_role("button", name="Confirm")
    expect(confirm).to_be_disabled()
    expect(page.locator("#barred")).to_be_visible()


def test_4_a_second_person_confirms(walk: Walk) -> None:
    page = walk("verifier")
    page.goto("/desk/")
    page.locator("main table a[href*='/desk/findings/']").first.click()
    press(page, "/confirm/")
    expect(page.locator("main .badge[data-state=confirmed]").first).to_be_visible()
    page.goto(STORY["incident"])
    expect(page.locator(".badge[data-state=concluded]").first).to_be_visible()


def test_5_two_people_publish(walk: Walk) -> None:
    page = walk("manager")
    page.goto("/desk/publications/prepare/?year=2021&part=05")
    page.click("text=Prepare for clearance")
    page.wait_for_url("**/desk/publications/PUB-*/")
    STORY["publication"] = page.url
    expect(page.get_by_role("button", name="Clear and publish")).to_be_disabled()
    page = walk("head")
    page.goto(STORY["publication"])
    page.click("text=Clear and publish")
    page.click("text=See it as the public does")
    STORY["figure"] = page.url


@pytest.mark.parametrize(
    ("language", "withheld"), [("en", "withheld"), ("ar", "محجوب"), ("ckb", "شاردراو")]
)
def test_6_anyone_reads_it_and_checks_it(walk: Walk, language: str, withheld: str) -> None:
    page = walk(None, language=language)
    page.goto(STORY["figure"])
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", "ltr" if language == "en" else "rtl")
    if language != "en":
        assert not LATIN.search(
            "".join(page.locator("h1, h2, h3, th, .tally, svg text").all_text_contents())
        )
    killed, injured = page.locator(".tally strong").all()[:2]
    expect(killed).to_have_text("12")
    expect(injured).to_contain_text(withheld)
    with page.expect_download() as taken:
        page.locator("a[href$='.csv']").first.click()
    content = Path(taken.value.path()).read_bytes()
    digest = "".join(page.locator("code:has(wbr)").inner_text().split())
    assert hashlib.sha256(content).hexdigest() == digest
    assert b"withheld" in content


def test_7_the_same_file_again_changes_nothing(walk: Walk, office: Office, sheet: Path) -> None:
    before = office.run(HELD)
    page = walk("manager")
    bring(page, sheet)
    begin(page)
    assert tally(page)[:4] == [0, 0, 2, 1]
    assert office.run(HELD) == before


HELD = """
from sijill.intake.models import Report
from sijill.record.incidents.models import Act, Incident, Information
from sijill.record.people.models import Person
from sijill.trust.access.viewer import bind
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.viewers import viewer_of
with bind(viewer_of(Account.objects.get(username="manager"))):
    for model in (Incident, Act, Information, Person, Report):
        rows = model.objects.order_by("pk").values_list("pk", "changed_at")
        print(model.__name__, [(str(pk), at.isoformat()) for pk, at in rows])
"""


def test_8_the_ledger_is_whole(office: Office) -> None:
    assert office.sijill("ledger", "verify").endswith("The ledger is whole.")
