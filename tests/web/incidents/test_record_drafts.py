"""Drafts: sealed, one's own, offered back; they survive a session that ended on the server."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from django.conf import settings as current
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from sijill.trust.access.viewer import bind
from tests.cast import Cast
from tests.web.incidents.test_record_form import shooting

pytestmark = pytest.mark.django_db

POLLING = {"X-Sijill-Polling": "1"}


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.documenter)
    return client


def keep(client: Client, form: str = "record_new", **content: Any) -> Any:
    return client.post(reverse("draft", args=[form]), content, headers=POLLING)


def test_a_draft_is_kept_and_answers_with_a_fresh_token(desk: Client) -> None:
    answer = json.loads(keep(desk, **shooting()).content)
    assert set(answer) == {"token", "saved"}


def test_a_draft_lies_sealed(desk: Client, cast: Cast) -> None:
    keep(desk, **shooting())
    with bind(cast.viewer("documenter")), connection.cursor() as cursor:
        cursor.execute("SELECT content_sealed, row_to_json(d)::text FROM incidents_draft d")
        sealed, row = cursor.fetchone()
    assert b"Ali Hasan" not in bytes(sealed)
    assert "Ali Hasan" not in row
    assert "checkpoint" not in row


def test_a_draft_is_offered_and_opened_with_every_row(desk: Client) -> None:
    keep(desk, **shooting())
    offered = desk.get(reverse("record_new")).content.decode()
    assert "You began this form before" in offered
    assert "Ali Hasan" not in offered
    opened = desk.get(reverse("record_new"), {"draft": "1"}).content.decode()
    for written in ("Ali Hasan", "Sniper fire", "He told us of Ali Hasan.", "19/11/2016"):
        assert written in opened, written
    assert opened.count('name="victims-1-acts"') == 2
    assert "errorlist" not in opened


def test_a_draft_is_nobody_elses(desk: Client, cast: Cast) -> None:
    keep(desk, **shooting())
    other = Client()
    other.force_login(cast.head)
    assert "You began this form before" not in other.get(reverse("record_new")).content.decode()


def test_a_draft_can_be_thrown_away(desk: Client) -> None:
    keep(desk, **shooting())
    back = reverse("record_new")
    answer = desk.post(reverse("draft_discard", args=["record_new"]), {"next": back})
    assert answer["Location"] == back
    assert "You began this form before" not in desk.get(back).content.decode()


def test_throwing_away_leads_to_no_other_site(desk: Client) -> None:
    answer = desk.post(
        reverse("draft_discard", args=["record_new"]), {"next": "https://elsewhere.example/"}
    )
    assert answer["Location"] == "/"


def test_recording_ends_the_draft(desk: Client) -> None:
    keep(desk, **shooting())
    assert desk.post(reverse("record_new"), shooting()).status_code == 302
    assert "You began this form before" not in desk.get(reverse("record_new")).content.decode()


def test_only_our_forms_keep_drafts(desk: Client) -> None:
    assert keep(desk, form="anything", title="x").status_code == 404


def test_keeping_a_draft_does_not_prolong_the_session(desk: Client) -> None:
    desk.get(reverse("record_new"))
    session = desk.session
    session["seen"] = int(time.time()) - 600
    session.save()
    keep(desk, title="x")
    assert desk.session["seen"] == session["seen"]


def test_after_a_session_ended_the_draft_waits(desk: Client, cast: Cast) -> None:
    keep(desk, **shooting())
    Session.objects.all().delete()
    refused = keep(desk, **shooting(title="Written after the session ended"))
    assert refused.status_code == 302
    assert reverse(current.LOGIN_URL) in refused["Location"]
    desk.force_login(cast.documenter)
    opened = desk.get(reverse("record_new"), {"draft": "1"}).content.decode()
    assert "Shooting at a checkpoint" in opened
    assert "Ali Hasan" in opened


def test_an_idle_session_ends_though_drafts_are_kept(desk: Client) -> None:
    desk.get(reverse("record_new"))
    session = desk.session
    session["seen"] = int(time.time()) - current.IDLE_SECONDS - 5
    session.save()
    assert keep(desk, title="x").status_code == 302
