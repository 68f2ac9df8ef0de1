"""Drafts: sealed, their writer's alone, one a form."""

from __future__ import annotations

import pytest

from sijill.record.incidents.actions import discard_draft, save_draft
from sijill.record.incidents.models import Draft
from sijill.record.incidents.queries import own_draft, own_drafts
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import bind
from sijill.trust.accounts.models import RoleGrant
from sijill.trust.ledger.models import Leaf
from tests.cast import Cast

pytestmark = pytest.mark.django_db

FORM = "incident.record"


def test_a_draft_comes_back_to_its_writer_alone(cast: Cast) -> None:
    documenter, head = cast.viewer("documenter"), cast.viewer("head")
    save_draft(by=documenter, form=FORM, subject="", content={"title": "canary one"})
    draft = save_draft(by=documenter, form=FORM, subject="", content={"title": "canary two"})
    assert b"canary" not in bytes(draft.content_sealed)
    with bind(documenter):
        assert own_draft(documenter, FORM, "") == {"title": "canary two"}
        assert Draft.objects.count() == 1 and own_drafts(documenter) == [draft]
    with bind(head):
        assert own_draft(head, FORM, "") is None and own_drafts(head) == []


def test_opening_a_draft_leaves_a_leaf_and_no_text(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    save_draft(by=viewer, form=FORM, content={"title": "canary"})
    with bind(viewer):
        own_draft(viewer, FORM)
    leaf = Leaf.objects.using("journal").filter(action="draft.open").latest("at")
    assert "canary" not in bytes(leaf.body).decode()


def test_a_draft_is_discarded(cast: Cast) -> None:
    viewer, other = cast.viewer("documenter"), cast.viewer("head")
    save_draft(by=viewer, form=FORM, content={})
    assert discard_draft(by=other, form=FORM) is False
    assert discard_draft(by=viewer, form=FORM) is True
    with bind(viewer):
        assert own_draft(viewer, FORM) is None


def test_a_draft_has_an_end(cast: Cast) -> None:
    with pytest.raises(Problem) as caught:
        save_draft(by=cast.viewer("documenter"), form=FORM, content="x" * 600_000)
    assert caught.value.code == "draft.too_long"


def test_somebody_whose_roles_lie_in_another_office_keeps_drafts_too(cast: Cast) -> None:
    RoleGrant.objects.filter(account=cast.documenter).update(office=cast.stranger.office)
    elsewhere = cast.viewer("documenter")
    assert elsewhere.office not in elsewhere.offices
    save_draft(by=elsewhere, form="record_new", content={"title": ["x"]})
    with bind(elsewhere):
        assert own_draft(elsewhere, "record_new") == {"title": ["x"]}
