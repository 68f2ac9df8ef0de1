"""Finding people on keyed hashes: across spellings, within the wall, with a leaf."""

from __future__ import annotations

import json

import pytest

from sijill.record.people.actions import name_person, register_person
from sijill.record.people.models import NameKey, Person
from sijill.record.people.queries import find_people, open_names, warn_if_names
from sijill.trust.access.errors import Denied, Problem
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.ledger.models import Leaf
from tests.cast import Cast

pytestmark = pytest.mark.django_db

NAME = "محمد عبد الحسين كاظم الجبوري"


def register(by: Viewer, names: str) -> Person:
    return register_person(by=by, sex="sex.man", names=names)


@pytest.mark.parametrize(
    "text",
    [
        NAME,
        "محمد الجبورى",
        "Mohammed Abdul Hussein",
        "Muhammad al-Juburi",
        "كاظم جبوري",
        "مـحـمـد عبدالحسين",
    ],
)
def test_a_name_is_found_across_spellings(cast: Cast, text: str) -> None:
    viewer = cast.viewer("documenter")
    wanted = register(viewer, NAME)
    register(viewer, "سعد طارق")
    with bind(viewer):
        assert [found.person.pk for found in find_people(viewer, text)] == [wanted.pk]


def test_the_nearer_stands_first_and_says_why(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    near, far = register(viewer, "علي حسن كريم"), register(viewer, "علي محمود")
    with bind(viewer):
        first, second = find_people(viewer, "علي حسن كرييم")
    assert (first.person.pk, second.person.pk) == (near.pk, far.pk)
    assert [(reason.part, reason.how) for reason in first.why] == [
        ("علي", "same"),
        ("حسن", "same"),
        ("كرييم", "sound"),
    ]
    assert first.score == 5 and second.score == 2


def test_another_office_is_not_found(cast: Cast) -> None:
    register(cast.viewer("stranger"), NAME)
    viewer = cast.viewer("documenter")
    with bind(viewer):
        assert find_people(viewer, NAME) == []


def test_a_search_is_a_look_without_its_text(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    register(viewer, NAME)
    with bind(viewer):
        find_people(viewer, NAME)
    leaf = Leaf.objects.using("journal").filter(action="people.search").latest("at")
    body = json.loads(bytes(leaf.body))
    assert body["said"] == {"results": 1} and body["on"] == []
    assert "محمد" not in bytes(leaf.body).decode()


def test_who_may_not_search(cast: Cast) -> None:
    viewer = cast.viewer("manager")
    with bind(viewer), pytest.raises(Denied):
        find_people(viewer, NAME)


def test_punctuation_finds_nobody(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    with bind(viewer):
        assert find_people(viewer, " .. ") == []


def test_a_text_that_names_somebody_warns(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    person = register(viewer, NAME)
    texts = [
        "وقال الشهود إن محمد الجبوري كان في السيارة",
        "Witnesses said that Mohammed al-Jaburi was in the car.",
        "قُتل كاظم الجبوري",
    ]
    with bind(viewer):
        for text in texts:
            assert warn_if_names(viewer, text) == [person.reference]


def test_common_words_warn_of_nobody(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    register(viewer, "علي حسن")
    with bind(viewer):
        assert warn_if_names(viewer, "أطلق مسلحون النار على السيارة في الطريق") == []
        assert warn_if_names(viewer, "A man was hit. Hasan district, near a mill.") == []
        assert warn_if_names(viewer, "") == []


def test_naming_again_replaces_the_keys_and_keeps_the_details(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    person = register_person(
        by=viewer, sex="sex.woman", names="Canary One", details={"phone": "0770"}
    )
    name_person(by=viewer, person=person, names="زينب كريم")
    with bind(viewer):
        assert find_people(viewer, "Canary One") == []
        held = Person.objects.get(pk=person.pk)
        assert held.sealed_version == 2
        names = open_names(viewer, [held])[person.pk]
        assert [part["text"] for part in names[0]["parts"]] == ["زينب", "كريم"]
        assert held._unseal_under(["details"]) == {"details": {"phone": "0770"}}


def test_a_person_by_code_alone_has_no_keys(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    person = register_person(by=viewer, sex="answer.unknown")
    with bind(viewer):
        assert not person.named and not NameKey.objects.filter(person=person).exists()
        assert open_names(viewer, [person]) == {person.pk: []}


def test_opening_names_takes_the_permission(cast: Cast) -> None:
    viewer = cast.viewer("manager")
    with bind(viewer), pytest.raises(Denied):
        open_names(viewer, [])


def test_a_group_has_no_name(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    group = register_person(by=viewer, sex="answer.unknown", kind="group", counts=(1, 2, 3))
    with pytest.raises(Problem) as caught:
        name_person(by=viewer, person=group, names="Canary")
    assert caught.value.code == "name.of_a_group"
