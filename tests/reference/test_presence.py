"""What the public front page may say on a day."""

from datetime import date, timedelta

import pytest

from sijill.reference.presence import Profile, profile_at
from tests.reference.worlds import iraq, saldara


def english(profile: Profile, kind: str) -> list[str]:
    return [statement.label["en"] for statement in profile.of_kind(kind)]


@pytest.mark.parametrize("day", range(1, 32))
def test_may_2021_says_what_the_page_of_that_month_says(day: int) -> None:
    profile = profile_at(iraq(), date(2021, 5, day))
    assert profile.ended is None
    assert profile.says("title")["en"] == "UN Human Rights in Iraq"
    assert profile.says("tagline")["en"] == "Human Rights Every Day for All Iraqis"
    assert profile.says("engagement")["en"] == "Human rights office within a political mission"
    assert profile.established == "2003"
    offices = [office.label["en"] for office in profile.offices]
    assert offices == ["Baghdad", "Basra", "Erbil", "Kirkuk", "Mosul"]
    pillars = [(s.label["en"], s.detail["en"]) for s in profile.of_kind("pillar")]
    assert pillars == [
        (
            "Accountability",
            "Strengthening rule of law and accountability for human rights violations",
        ),
        ("Participation", "Enhancing & protecting civic space and people's participation"),
        (
            "Peace and Security",
            "Early warning, prevention & protection of human rights in situations of conflict "
            "& insecurity",
        ),
        (
            "Mechanisms",
            "Increasing implementation of the outcomes of the international human rights "
            "mechanisms",
        ),
    ]
    assert english(profile, "shift") == ["Inequalities", "Civic space", "Prevention"]
    assert english(profile, "spotlight") == ["Women"]
    assert profile.last_reviewed == "2021-05"
    assert profile.mandate is not None
    assert (profile.mandate.resolution, profile.mandate.adopted) == ("2522", date(2020, 5, 29))
    assert english(profile, "integrated_mandate") == [
        "Conflict-related Sexual Violence",
        "Child Protection",
    ]
    assert "represents the United Nations High Commissioner" in profile.says("representation")["en"]
    assert "Kurdistan Regional Government" in profile.says("coordination")["en"]


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 7, 30), date(2031, 1, 1)])
def test_later_it_says_that_the_mission_has_ended(on: date) -> None:
    profile = profile_at(iraq(), on)
    assert profile.ended is not None
    assert profile.ended.label["en"].startswith("The mission has ended.")
    assert profile.ended_on == date(2025, 12, 31)
    assert (profile.offices, profile.mandate) == ((), None)
    assert not profile.of_kind("pillar")
    assert profile.established == "2003"
    assert len(profile.closed_offices) == 5
    last = profile_at(iraq(), profile.ended_on)
    assert last.ended is None
    assert [office.code for office in last.offices] == ["BGD", "BSR", "ERB"]


def test_offices_close_on_their_days() -> None:
    def codes(on: date) -> set[str]:
        return {office.code for office in profile_at(iraq(), on).offices}

    assert "KRK" in codes(date(2025, 4, 30))
    assert codes(date(2025, 5, 1)) == {"BGD", "BSR", "ERB", "MSL"}
    assert codes(date(2025, 6, 1)) == {"BGD", "BSR", "ERB"}
    assert codes(date(2003, 1, 1)) == set()


def test_one_mandate_on_every_day_of_the_mission() -> None:
    day = date(2003, 8, 14)
    while day <= date(2025, 12, 31):
        held = [mandate for mandate in iraq().presence.mandates if mandate.valid.holds(day)]
        assert len(held) == 1, day
        day += timedelta(days=1)


def test_before_2019_the_two_mandates_were_not_integrated() -> None:
    assert not profile_at(iraq(), date(2018, 12, 31)).of_kind("integrated_mandate")


def test_every_statement_has_a_source_and_three_languages() -> None:
    for statement in iraq().presence.statements:
        assert statement.source
        assert set(statement.label.texts) == {"en", "ar", "ckb"}
        assert not statement.label.shown("ckb").reviewed
        assert statement.label.shown("en").reviewed


def test_a_presence_that_goes_on_has_not_ended() -> None:
    profile = profile_at(saldara(), date(2040, 1, 1))
    assert profile.ended is None
    assert profile.ended_on is None
    assert profile.says("engagement").shown("sw").text == "Ofisi ya nchi"
    assert [office.code for office in profile_at(saldara(), date(2016, 1, 1)).offices] == ["VEL"]
