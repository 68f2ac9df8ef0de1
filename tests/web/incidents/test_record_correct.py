"""Correcting acts and information on their pages: what was read is what is written over."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sijill.record.incidents.models import Act, Incident, Information
from sijill.trust.access.viewer import bind
from tests.cast import Cast
from tests.web.desk_world import ACCOUNT, a_case, signed_in, waived, words_of

__all__ = ["waived"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> Incident:
    return a_case(cast.viewer("documenter"))


def an_act(cast: Cast) -> Act:
    with bind(cast.viewer("documenter")):
        return Act.objects.get(kind="act.killing")


def a_piece(cast: Cast) -> Information:
    with bind(cast.viewer("documenter")):
        return Information.objects.get()


def begun(client: Client, address: str) -> dict[str, str]:
    """The fields of the form as it was drawn, ready to be sent."""
    answer = client.get(address)
    assert answer.status_code == 200
    form = answer.context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    was = {f"was-{name}": value for name, value in answer.context["was"]}
    return {**given, **was, "seen": answer.context["seen"]}


def act_address(case: Incident, act: Act) -> str:
    return reverse("act_edit", args=[case.reference, act.pk])


def told_address(case: Incident, told: Information, page: str = "information_edit") -> str:
    return reverse(page, args=[case.reference, told.pk])


def test_an_act_is_corrected(cast: Cast, case: Incident) -> None:
    client, act = signed_in(cast, "documenter"), an_act(cast)
    address = act_address(case, act)
    assert address in client.get(reverse("incident", args=[case.reference])).content.decode()
    given = begun(client, address)
    sent = client.post(address, {**given, "kind": "Torture", "age_years": "", "note": "At night"})
    assert sent.status_code == 302
    fresh = an_act_of(cast, act)
    assert (fresh.kind_id, fresh.age_years, fresh.note) == ("act.torture", None, "At night")
    assert (fresh.age_group_id, fresh.cause_id) == (act.age_group_id, act.cause_id)


def an_act_of(cast: Cast, act: Act) -> Act:
    with bind(cast.viewer("documenter")):
        return Act.objects.get(pk=act.pk)


def test_a_wrong_word_is_said_and_nothing_is_lost(cast: Cast, case: Incident) -> None:
    client, act = signed_in(cast, "documenter"), an_act(cast)
    given = begun(client, act_address(case, act))
    answer = client.post(act_address(case, act), {**given, "kind": "Levitation", "note": "kept"})
    assert answer.status_code == 422
    assert "is not in the list" in words_of(answer) and 'value="kept"' in answer.content.decode()
    assert answer.context["seen"] == given["seen"]


def test_a_colleagues_correction_is_not_written_over(cast: Cast, case: Incident) -> None:
    client, act = signed_in(cast, "documenter"), an_act(cast)
    address = act_address(case, act)
    mine, theirs = begun(client, address), begun(client, address)
    client.post(address, {**theirs, "note": "theirs", "status": "status.journalist"})
    answer = client.post(address, {**mine, "note": "mine", "cause": "Unknown"})
    assert answer.status_code == 409
    said = words_of(answer)
    assert "A colleague changed this while you wrote" in said and "theirs" in said
    form = answer.context["form"]
    # Ours where we changed something, theirs elsewhere; sent again, it stands.
    assert form["note"].value() == "mine"
    assert form["status"].value() == "status.journalist"
    again = {name: form[name].value() or "" for name in form.fields}
    was = {f"was-{name}": value for name, value in answer.context["was"]}
    assert client.post(address, {**again, **was, "seen": answer.context["seen"]}).status_code == 302
    fresh = an_act_of(cast, act)
    assert (fresh.note, fresh.status_id) == ("mine", "status.journalist")


def test_information_is_corrected_and_its_account_kept(cast: Cast, case: Incident) -> None:
    client, told = signed_in(cast, "documenter"), a_piece(cast)
    address = told_address(case, told)
    page = client.get(address)
    assert ACCOUNT not in page.content.decode()
    given = begun(client, address)
    changes = {"stance": "stance.contradicts", "language": "language.ar", "summary": "A doubt"}
    assert client.post(address, {**given, **changes}).status_code == 302
    fresh = a_piece(cast)
    assert (fresh.stance_id, fresh.language, fresh.summary) == (
        "stance.contradicts",
        "ar",
        "A doubt",
    )
    assert fresh.sealed_version == told.sealed_version
    client.post(address, {**begun(client, address), "account": "Told anew"})
    assert a_piece(cast).sealed_version != told.sealed_version


def test_grades_are_given_by_those_who_assess(cast: Cast, case: Incident) -> None:
    told = a_piece(cast)
    verifier = signed_in(cast, "verifier")
    incident = verifier.get(reverse("incident", args=[case.reference])).content.decode()
    address = told_address(case, told, "information_grade")
    assert address in incident and told_address(case, told) not in incident
    assert verifier.get(told_address(case, told)).status_code == 403
    given: dict[str, Any] = begun(verifier, address)
    sent = verifier.post(address, {**given, "reliability": "reliability.b"})
    assert sent.status_code == 302
    fresh = a_piece(cast)
    assert (fresh.reliability_id, fresh.credibility_id) == ("reliability.b", told.credibility_id)


def test_a_row_of_another_case_is_absent(cast: Cast, case: Incident) -> None:
    other = a_case(cast.viewer("documenter"))
    with bind(cast.viewer("documenter")):
        act = Act.objects.filter(incident=other).first()
    assert act is not None
    client = signed_in(cast, "documenter")
    assert client.get(act_address(case, act)).status_code == 404
