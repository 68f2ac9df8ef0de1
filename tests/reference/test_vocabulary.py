"""The shipped vocabularies keep their promises, and a broken file is refused by name."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from sijill.reference.glossary import load_glossary
from sijill.reference.terms import LANGUAGES, Term, Vocabularies
from sijill.reference.vocabulary import VocabularyInvalid, load_vocabularies

SHIPPED = load_vocabularies()
EVERY_TERM = SHIPPED.all_terms()

NON_ANSWERS = {"unknown", "not_asked", "declined", "not_applicable"}
SDG_CAUSES = {
    "heavy_explosive", "planted_explosive", "small_arms", "incendiary", "cbrn", "electromagnetic",
    "less_lethal", "denial_indispensable", "conflict_accident", "objects_other", "unknown",
}  # fmt: skip
NEEDED = {
    "right", "act", "cause", "role", "degree", "certainty", "status", "sex", "age", "answer",
    "precision_place", "precision_date", "source", "proximity", "material", "stance",
    "reliability", "credibility", "standard", "regime", "question", "outcome", "incident", "link",
    "unit", "location", "relationship", "closure", "channel", "state", "attribute", "language",
    "perpetrator", "intervention",
}  # fmt: skip

# Letters that give the language away: each set belongs to one orthography and not to the other.
ARABIC_ONLY = set("كيىةضظطذثصءأإآؤ")
SORANI_ONLY = set("کیەێۆڕڵڤپچژگ")
ARABIC_BLOCK = re.compile(r"[\u0600-\u06ff]")
LATIN = re.compile(r"[A-Za-z]")


def codes(terms: tuple[Term, ...]) -> set[str]:
    return {term.code for term in terms}


def texts(term: Term) -> list[tuple[str, str]]:
    both = (*term.label.texts.items(), *term.definition.texts.items())
    return [(language, text) for language, text in both]


def test_every_vocabulary_is_there() -> None:
    assert set(SHIPPED.by_code) == NEEDED


@pytest.mark.parametrize("term", EVERY_TERM, ids=lambda term: term.key)
def test_a_term_has_three_labels_in_the_right_script(term: Term) -> None:
    assert set(term.label.texts) == set(LANGUAGES)
    for language, text in texts(term):
        assert text == text.strip() and "  " not in text
        if language == "en":
            assert not ARABIC_BLOCK.search(text)
            continue
        foreign = SORANI_ONLY if language == "ar" else ARABIC_ONLY
        assert ARABIC_BLOCK.search(text), text
        assert not foreign & set(text), f"{text}: {foreign & set(text)}"
        assert not LATIN.search(text.replace("F تعني", "").replace("F واتە", "")), text
        assert "\u200c" not in text


def test_titles_and_notes_are_translated_too() -> None:
    for vocabulary in SHIPPED:
        assert set(vocabulary.title.texts) == set(LANGUAGES)
        assert set(vocabulary.note.texts) in (set(), set(LANGUAGES))


def test_no_label_twice_beside_each_other() -> None:
    for language in LANGUAGES:
        seen = Counter((t.vocabulary, t.parent, t.label.texts[language]) for t in EVERY_TERM)
        assert [words for words, times in seen.items() if times > 1] == []


def test_wider_terms_come_first() -> None:
    met: set[str] = set()
    for term in EVERY_TERM:
        assert term.parent is None or term.parent in met
        met.add(term.key)


def test_unreviewed_wording_says_so() -> None:
    """No native speaker has reviewed a term yet; the label must not claim otherwise."""
    assert all(not term.reviewed for term in EVERY_TERM)
    assert not SHIPPED.term("act.killing").label.shown("ar").reviewed


class TestRights:
    rights = SHIPPED["right"]

    def at_level(self, level: str) -> list[Term]:
        return [term for term in self.rights if term.attributes["level"] == level]

    def test_five_families(self) -> None:
        families = {"civil", "cultural", "economic", "political", "social"}
        assert codes(self.rights.top) == families

    def test_broad_and_balanced(self) -> None:
        violations = Counter(self.rights.category(term).code for term in self.at_level("violation"))
        assert min(violations.values()) >= 12
        assert max(violations.values()) <= 0.4 * violations.total()
        assert violations.total() >= 120
        assert len(self.at_level("right")) >= 40

    def test_every_right_holds_a_type_and_a_treaty(self) -> None:
        for right in self.at_level("right"):
            assert self.rights.under(right), right.key
            assert right.mappings["treaties"], right.key
        assert all(term.mappings["treaties"] for term in self.at_level("violation"))

    def test_wording_leaves_violation_or_abuse_to_the_finding(self) -> None:
        for term in self.rights:
            assert not re.search(r"\b(violation|abuse)s?\b", term.label["en"]), term.key


class TestActs:
    acts = SHIPPED["act"]

    def test_killing_and_injury_make_casualties_and_nothing_else_does(self) -> None:
        made = {"killing": "killed", "injury": "injured"}
        for term in self.acts:
            expected = made.get(self.acts.category(term).code)
            assert term.attributes.get("casualty") == expected, term.key

    def test_every_casualty_act_is_defined(self) -> None:
        counted = [term for term in self.acts if "casualty" in term.attributes]
        assert counted and all(term.definition["en"] for term in counted)

    def test_every_act_points_to_rights(self) -> None:
        for term in self.acts:
            assert term.links("rights") or term.code == "other", term.key
            assert all(SHIPPED.term(key).vocabulary == "right" for key in term.links("rights"))

    @pytest.mark.parametrize(
        ("code", "rank"),
        [
            ("killing", 1),
            ("torture", 2),
            ("enforced_disappearance", 3),
            ("arbitrary_detention", 4),
            ("abduction", 5),
            ("death_threat", 6),
        ],
    )
    def test_hierarchy_of_sdg_16_10_1(self, code: str, rank: int) -> None:
        assert self.acts[code].attributes["rank_16_10_1"] == rank

    def test_six_grave_violations_with_their_unit(self) -> None:
        marked = [term for term in self.acts if "grave_violation" in term.attributes]
        units = {
            str(t.attributes["grave_violation"]): str(t.attributes["grave_unit"]) for t in marked
        }
        assert units == {
            "killing_maiming": "child", "recruitment_use": "child", "sexual_violence": "child",
            "abduction": "child", "attack_school_hospital": "incident",
            "access_denied": "incident",
        }  # fmt: skip
        # Reported with the grave violations, never as one of them (R3.01).
        for code in ("school_military_use", "hospital_military_use", "child_detention_security"):
            assert "grave_violation" not in self.acts[code].attributes

    def test_sexual_violence_is_marked_for_its_compartment(self) -> None:
        marked = codes(tuple(term for term in self.acts if "crsv" in term.attributes))
        assert {"rape", "sexual_slavery", "forced_marriage", "torture_sexual"} <= marked
        assert not {"killing", "sexual_harassment"} & marked

    def test_narrower_killings_keep_the_rank_of_killing(self) -> None:
        narrower = self.acts.under(self.acts["killing"])
        assert {term.attributes["rank_16_10_1"] for term in narrower} == {1}


class TestDisaggregation:
    def test_causes_are_the_eleven_of_sdg_16_1_2(self) -> None:
        top = SHIPPED["cause"].top
        assert codes(top) == SDG_CAUSES
        assert [term.attributes["rank"] for term in top] == list(range(1, 12))
        assert all(term.definition["en"] for term in top)

    def test_a_concrete_means_falls_into_its_category(self) -> None:
        causes = SHIPPED["cause"]
        expected = {
            "ied": "planted_explosive", "vbied": "planted_explosive",
            "svbied": "heavy_explosive", "suicide_vest": "heavy_explosive",
            "air_strike": "heavy_explosive", "sniper": "small_arms",
            "stabbing": "objects_other", "tear_gas": "less_lethal",
        }  # fmt: skip
        found = {code: causes.category(causes[code]).code for code in expected}
        assert found == expected

    def test_four_non_answers_are_four_terms(self) -> None:
        answers = SHIPPED["answer"]
        assert codes(answers.terms) == NON_ANSWERS
        assert all(term.answer for term in answers)
        for language in LANGUAGES:
            assert len({term.label.texts[language] for term in answers}) == 4
        assert not any(term.answer for term in EVERY_TERM if term.vocabulary != "answer")

    @pytest.mark.parametrize("code", ["sex", "age", "status", "attribute"])
    def test_disaggregation_shares_them_by_key(self, code: str) -> None:
        assert set(SHIPPED[code].answers) == {f"answer.{answer}" for answer in NON_ANSWERS}
        offered = [term.key for term in SHIPPED.choices(code)]
        assert offered[-4:] == list(SHIPPED[code].answers)
        assert f"{code}.unknown" not in offered

    def test_cause_has_its_own_unknown_and_the_other_three(self) -> None:
        offered = {term.key for term in SHIPPED.choices("cause")}
        assert "cause.unknown" in offered and "answer.unknown" not in offered
        assert {"answer.not_asked", "answer.declined", "answer.not_applicable"} <= offered

    def test_status_categories(self) -> None:
        assert codes(SHIPPED["status"].top) == {
            "civilian", "other_protected", "armed_forces", "direct_participant",
        }  # fmt: skip
        status = SHIPPED["status"]
        for code in ("police_non_combat", "civil_defence", "guard", "firefighter"):
            assert status.category(status[code]).code == "civilian"
        assert status.category(status["police_combat"]).code == "armed_forces"

    def test_age_groups_cover_without_gap_or_overlap(self) -> None:
        ages = SHIPPED["age"]
        bands = [t for t in ages if "min" in t.attributes and not ages.under(t)]
        spans = sorted((int(str(t.attributes["min"])), t.attributes.get("max")) for t in bands)
        for (_, last), (following, _) in pairwise(spans):
            assert last == following - 1
        assert spans[0][0] == 0 and spans[-1][1] is None

    def test_characteristics_are_only_self_declared(self) -> None:
        assert all(term.attributes["self_declared"] is True for term in SHIPPED["attribute"])


class TestJudgements:
    @pytest.mark.parametrize(
        ("code", "grades", "unjudged"),
        [("reliability", "ABCDEF", "F"), ("credibility", "123456", "6")],
    )
    def test_the_last_grade_is_no_judgement(self, code: str, grades: str, unjudged: str) -> None:
        terms = SHIPPED[code].terms
        assert [term.attributes["grade"] for term in terms] == list(grades)
        assert [t.attributes["grade"] for t in terms if not t.attributes["judged"]] == [unjudged]
        assert all(set(term.definition.texts) == set(LANGUAGES) for term in terms)
        assert not any("rank" in term.attributes for term in terms)

    def test_standards_rise(self) -> None:
        ranks = [term.attributes["rank"] for term in SHIPPED["standard"]]
        assert ranks == [1, 2, 3, 4, 5]

    def test_only_established_is_counted(self) -> None:
        counted = [t.code for t in SHIPPED["outcome"] if t.attributes["counted"] is True]
        assert counted == ["established"]

    def test_regimes_name_a_standard_there_is(self) -> None:
        for regime in SHIPPED["regime"]:
            assert SHIPPED["standard"][str(regime.attributes["standard"])]

    def test_links_have_their_opposite(self) -> None:
        for code in ("link", "relationship"):
            for term in SHIPPED[code]:
                back = SHIPPED[code][str(term.attributes["inverse"])]
                assert back.attributes["inverse"] == term.code

    def test_perpetrators_decide_the_wording(self) -> None:
        perpetrators = SHIPPED["perpetrator"]
        for term in perpetrators:
            assert term.attributes["wording"] == perpetrators.category(term).attributes["wording"]
        wording = {t.code: t.attributes["wording"] for t in perpetrators.top}
        assert wording == {
            "state": "violation", "non_state": "abuse",
            "unidentified_armed": "undetermined", "unknown": "undetermined",
        }  # fmt: skip


class TestNumbers:
    def test_thesauri_are_international_or_local(self) -> None:
        numbers = Counter(vocabulary.number for vocabulary in SHIPPED)
        assert max(numbers.values()) == 1
        # 61 to 69 are HURIDOCS's own local lists and mean something already.
        assert all(number <= 48 or number >= 70 for number in numbers)
        assert SHIPPED["act"].number == 4 and not SHIPPED["act"].local
        assert SHIPPED["answer"].local


FILE = """
code = "colour"
title = { en = "Colours", ar = "الألوان", ckb = "ڕەنگەکان" }
version = 2026-01-01
number = 90

[[terms]]
code = "red"
label = { en = "Red", ar = "أحمر", ckb = "سوور" }

[[terms]]
code = "dark_red"
parent = "red"
label = { en = "Dark red", ar = "أحمر داكن", ckb = "سووری تۆخ" }
"""


def load(folder: Path, content: str, name: str = "colour.toml") -> Vocabularies:
    (folder / name).write_text(content, encoding="utf-8")
    return load_vocabularies(folder)


def test_the_example_loads(tmp_path: Path) -> None:
    colours = load(tmp_path, FILE)["colour"]
    assert colours.category(colours["dark_red"]) == colours["red"]
    assert colours["red"].version == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('parent = "red"', 'parent = "blue"', "term.parent_unknown", "dark_red.parent"),
        ('parent = "red"', 'parent = "dark_red"', "term.cycle", "dark_red.parent"),
        ('code = "dark_red"', 'code = "red"', "term.repeated", "red"),
        ('code = "red"', 'code = "Red!"', "term.code_wrong", "terms[1].code"),
        ("أحمر داكن", " ", "term.language_missing", "dark_red.label.ar"),
        ('parent = "red"', 'parnt = "red"', "term.field_unknown", "dark_red.parnt"),
        ("number = 90", 'number = "90"', "vocabulary.number_wrong", "number"),
        ("version = 2026-01-01", 'version = "new"', "vocabulary.version_wrong", "version"),
        ('parent = "red"', 'mappings.moon = ["1"]', "mapping.kind_unknown",
         "dark_red.mappings.moon"),
        ('parent = "red"', 'mappings.treaties = ["art. 6"]', "mapping.malformed",
         "dark_red.mappings.treaties"),
        ('parent = "red"', 'mappings = "x"', "term.not_table", "dark_red.mappings"),
        ('parent = "red"', 'attributes.rights = ["right.none"]', "term.link_unknown",
         "dark_red.attributes.rights"),
        ('parent = "red"', 'attributes.casualty = "dead"', "term.casualty_wrong",
         "dark_red.attributes.casualty"),
        ('parent = "red"', 'reviewed = ["fr"]', "term.reviewed_wrong", "dark_red.reviewed"),
        ('parent = "red"', "valid_from = 2020-01-02\nvalid_to = 2020-01-01",
         "term.period_reversed", "dark_red.valid_to"),
        ('parent = "red"', 'valid_from = "soon"', "term.day_wrong", "dark_red.valid_from"),
        ("number = 90", 'number = 90\nanswers = ["perhaps"]', "vocabulary.answer_unknown",
         "answers"),
        ('code = "colour"', 'code = "colours"', "vocabulary.code_wrong", "code"),
        ("[[terms]]", "[[terms", "vocabulary.not_toml", "the file"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named(tmp_path: Path, old: str, new: str, code: str, where: str) -> None:
    assert old in FILE
    with pytest.raises(VocabularyInvalid) as refused:
        load(tmp_path, FILE.replace(old, new))
    found = {(problem.file, problem.code, problem.where) for problem in refused.value.problems}
    assert ("colour.toml", code, where) in found


def test_same_label_beside_each_other_is_refused(tmp_path: Path) -> None:
    twice = FILE.replace('parent = "red"\n', "").replace("سووری تۆخ", "سوور")
    with pytest.raises(VocabularyInvalid, match="called “سوور”"):
        load(tmp_path, twice)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyInvalid, match="Put vocabularies here"):
        load_vocabularies(tmp_path)


EXTENSION = """
extends = "colour"
version = 2026-02-01

[[terms]]
code = "brick"
parent = "red"
label = { en = "Brick", ar = "آجري", ckb = "خشتی" }
"""


class TestAdditions:
    def both(self, tmp_path: Path, extension: str, name: str = "more.toml") -> Vocabularies:
        base, pack = tmp_path / "base", tmp_path / "pack"
        base.mkdir()
        pack.mkdir()
        (base / "colour.toml").write_text(FILE, encoding="utf-8")
        (pack / name).write_text(extension, encoding="utf-8")
        return load_vocabularies(base, extra=[pack])

    def test_a_pack_adds_a_term(self, tmp_path: Path) -> None:
        colours = self.both(tmp_path, EXTENSION)["colour"]
        assert colours["brick"].parent == "colour.red"
        assert colours["brick"].order == 2
        assert colours["brick"].version == date(2026, 2, 1)

    def test_a_pack_cannot_take_an_international_number(self, tmp_path: Path) -> None:
        taken = FILE.replace('"colour"', '"shade"').replace("90", "12")
        with pytest.raises(VocabularyInvalid, match="from 61"):
            self.both(tmp_path, taken, "shade.toml")

    def test_a_pack_cannot_extend_what_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(VocabularyInvalid, match="no vocabulary “sound”"):
            self.both(tmp_path, EXTENSION.replace("colour", "sound"))

    def test_a_problem_names_the_pack_file(self, tmp_path: Path) -> None:
        with pytest.raises(VocabularyInvalid) as refused:
            self.both(tmp_path, EXTENSION.replace('"red"', '"blue"'))
        assert [problem.file for problem in refused.value.problems] == ["more.toml"]

    def test_a_term_offered_only_while_valid(self, tmp_path: Path) -> None:
        ended = EXTENSION.replace('parent = "red"', 'parent = "red"\nvalid_to = 2025-12-31')
        loaded = self.both(tmp_path, ended)
        assert "brick" in codes(loaded.choices("colour", on=date(2025, 12, 31)))
        assert "brick" not in codes(loaded.choices("colour", on=date(2026, 1, 1)))


class TestGlossary:
    def test_core_terms_in_three_scripts_with_a_lead(self) -> None:
        entries = load_glossary()
        assert len(entries) >= 120
        assert len({entry.code for entry in entries}) == len(entries)
        for entry in entries:
            assert not ARABIC_BLOCK.search(entry.en)
            assert not SORANI_ONLY & set(entry.ar), entry.ar
            assert not ARABIC_ONLY & set(entry.ckb), entry.ckb
            assert entry.source_ar and entry.source_ckb

    def test_a_proposal_is_told_from_a_lead(self) -> None:
        torture = next(entry for entry in load_glossary() if entry.code == "torture")
        assert not torture.proposed("ar")
        enforced = next(e for e in load_glossary() if e.code == "enforced_disappearance")
        assert enforced.proposed("ckb") and not enforced.proposed("ar")

    def test_vocabularies_use_the_official_wording(self) -> None:
        """Where a glossary term is also a term of a list, both read alike."""
        entries = {entry.code: entry for entry in load_glossary()}
        for code in ("torture", "enforced_disappearance", "sexual_slavery", "forced_marriage"):
            label = SHIPPED["act"][code].label.texts
            assert (label["ar"], label["ckb"]) == (entries[code].ar, entries[code].ckb)
