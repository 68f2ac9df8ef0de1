"""Sources by code: registered, told of by incident code, declared dependent."""

from __future__ import annotations

import pytest

from sijill.record.incidents.models import Information
from sijill.record.sources.actions import register_source
from sijill.record.sources.models import Dependence, Source
from sijill.trust.access.viewer import bind
from tests.cast import Cast
from tests.web.desk_world import a_case, queries, signed_in, words_of

pytestmark = pytest.mark.django_db


def a_source(cast: Cast, who: str = "documenter", **changes) -> Source:  # type: ignore[no-untyped-def]
    given = {"kind": "source.hospital", "reliability": "reliability.b", **changes}
    return register_source(by=cast.viewer(who), **given)


def test_a_source_is_registered_under_a_code_and_its_identity_sealed(cast: Cast) -> None:
    browser = signed_in(cast, "documenter")
    answer = browser.post(
        "/desk/sources/new/",
        {"kind": "source.hospital", "reliability": "reliability.b",
         "description": "Staff of a hospital", "name": "Canary Zarqoun", "contact": "channel 7"},
    )  # fmt: skip
    assert answer.status_code == 302
    page = browser.get(answer.url).content.decode()
    assert "Staff of a hospital" in page and "sealed" in page and "Zarqoun" not in page


def test_a_wrong_form_keeps_what_was_typed(cast: Cast) -> None:
    given = {"kind": "source.hospital", "reliability": "x", "description": "Staff of a hospital"}
    answer = signed_in(cast, "documenter").post("/desk/sources/new/", given)
    assert answer.status_code == 422 and "Staff of a hospital" in answer.content.decode()


def test_the_page_lists_what_it_told_by_incident_code(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    with bind(cast.viewer("documenter")):
        code = Information.objects.get(incident=case).source.reference
    page = signed_in(cast, "documenter").get(f"/desk/sources/{code}/").content.decode()
    assert case.reference in page and "Zarqoun" not in page


def test_dependence_is_declared_with_a_reason(cast: Cast) -> None:
    one, other = a_source(cast), a_source(cast)
    browser = signed_in(cast, "documenter")
    url = f"/desk/sources/{one.reference}/dependence/"
    assert browser.post(url, {"other": other.reference, "reason": " "}).status_code == 400
    assert browser.post(url, {"other": "BGDS-2026-00000", "reason": "x"}).status_code == 404
    given = {"other": other.reference, "reason": "The same wire"}
    assert browser.post(url, given).status_code == 302
    with bind(cast.viewer("documenter")):
        assert Dependence.objects.count() == 1
    page = words_of(browser.get(f"/desk/sources/{other.reference}/"))
    assert one.reference in page and "The same wire" in page


def test_a_code_typed_leads_to_its_page(cast: Cast) -> None:
    one = a_source(cast)
    answer = signed_in(cast, "documenter").get("/desk/sources/", {"code": one.reference.lower()})
    assert answer.url == f"/desk/sources/{one.reference}/"
    for typed in ("../../x", "a/b", "ش", "x" * 10_000):
        answer = signed_in(cast, "documenter").get("/desk/sources/", {"code": typed})
        assert answer.status_code == 404


def test_the_other_office_sees_none(cast: Cast) -> None:
    one = a_source(cast)
    browser = signed_in(cast, "stranger")
    assert one.reference not in browser.get("/desk/sources/").content.decode()
    assert browser.get(f"/desk/sources/{one.reference}/").status_code == 404


def test_pages_follow_each_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.web.desk.sources.source.PAGE", 2)
    codes = [a_source(cast).reference for _ in range(3)]
    browser = signed_in(cast, "documenter")
    first = browser.get("/desk/sources/")
    assert codes[0] not in first.content.decode() and codes[2] in first.content.decode()
    second = browser.get("/desk/sources/" + first.context["next"]).content.decode()
    assert codes[0] in second and codes[2] not in second


def test_three_cost_as_much_as_one(cast: Cast) -> None:
    browser = signed_in(cast, "documenter")
    counts = []
    for _ in range(2):
        one = a_source(cast)
        with queries() as listed:
            browser.get("/desk/sources/")
        with queries() as page:
            browser.get(f"/desk/sources/{one.reference}/")
        counts.append((len(listed), len(page)))
        a_source(cast)
    assert counts[0] == counts[1] and max(counts[0]) <= 12
