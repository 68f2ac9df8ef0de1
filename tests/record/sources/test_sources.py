"""Sources by code; those that depend on each other count once."""

from __future__ import annotations

import pytest

from sijill.base.ids import new_id
from sijill.record.sources.actions import declare_dependence, register_source
from sijill.record.sources.models import Dependence, Source
from sijill.record.sources.queries import clusters, get_source, sources_visible_to
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.access.viewer import Viewer, bind
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def a_source(by: Viewer, **given: object) -> Source:
    return register_source(by=by, kind="source.media", reliability="reliability.c", **given)


def test_an_identity_is_sealed(cast: Cast) -> None:
    source = a_source(cast.viewer("documenter"), identity={"name": "canary"})
    assert b"canary" not in bytes(source.identity_sealed)
    assert source._unseal_under(["identity"]) == {"identity": {"name": "canary"}}


def test_dependence_carries_on(cast: Cast) -> None:
    """a–b, b–c: one. d alone. Linked through one that is not asked about: still one."""
    viewer = cast.viewer("documenter")
    a, b, c, d = (a_source(viewer) for _ in range(4))
    declare_dependence(by=viewer, one=a, other=b, reason="same wire")
    declare_dependence(by=viewer, one=c, other=b, reason="cites it")
    with bind(viewer):
        assert clusters([d.pk, a.pk, c.pk]) == {d.pk: 1, a.pk: 2, c.pk: 2}
        assert clusters([]) == {} and list(clusters([unknown := new_id()])) == [unknown]


def test_saying_it_twice_changes_nothing(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    a, b = a_source(viewer), a_source(viewer)
    first = declare_dependence(by=viewer, one=b, other=a, reason="family")
    assert declare_dependence(by=viewer, one=a, other=b, reason="again").pk == first.pk
    with bind(viewer):
        assert Dependence.objects.count() == 1


def test_what_is_refused(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    a, b = a_source(viewer), a_source(viewer)
    for code, other, reason in [("source.itself", a, "x"), ("source.reason_missing", b, " ")]:
        with pytest.raises(Problem) as caught:
            declare_dependence(by=viewer, one=a, other=other, reason=reason)
        assert caught.value.code == code
    with pytest.raises(Denied):
        a_source(cast.viewer("manager"))


def test_hidden_and_absent_answer_alike(cast: Cast) -> None:
    theirs = a_source(cast.viewer("stranger"))
    viewer = cast.viewer("documenter")
    ours = a_source(viewer)
    with bind(viewer):
        assert [source.pk for source in sources_visible_to(viewer)] == [ours.pk]
        assert get_source(viewer, ours.reference.lower()).pk == ours.pk
        for reference in (theirs.reference, "BSRS-2026-00000"):
            with pytest.raises(Absent):
                get_source(viewer, reference)
