"""Names meet across spellings and scripts, and distinct names mostly do not.

Recall over tests/spec/spellings.md, and a collision measure over distinct given names.
"""

from itertools import combinations

import pytest

from sijill.base.text import name_keys, skeleton, skeletons
from tests.base.spec_tables import Row, tables

WITH_RULES, AFTERWARDS = tables("spellings.md")

DISTINCT = [
    "محمد",
    "أحمد",
    "محمود",
    "حامد",
    "حميد",
    "علي",
    "علاء",
    "حسن",
    "حسين",
    "حسنين",
    "محسن",
    "عباس",
    "جعفر",
    "موسى",
    "عيسى",
    "يحيى",
    "إبراهيم",
    "إسماعيل",
    "يوسف",
    "يونس",
    "عمر",
    "عامر",
    "عمار",
    "عثمان",
    "خالد",
    "وليد",
    "سعد",
    "سعيد",
    "سعدون",
    "مسعود",
    "كاظم",
    "هادي",
    "مهدي",
    "صادق",
    "جواد",
    "ماجد",
    "مجيد",
    "مصطفى",
    "مرتضى",
    "فاطمة",
    "زينب",
    "مريم",
    "خديجة",
    "عائشة",
    "هدى",
    "نور",
    "ليلى",
    "سلمى",
    "سارة",
    "زهراء",
    "رقية",
    "سكينة",
    "أسماء",
    "إيمان",
    "أمل",
    "آمال",
    "انتصار",
    "بشرى",
    "بان",
    "تغريد",
    "جميلة",
    "حنان",
    "دعاء",
    "رنا",
    "رغد",
    "ريم",
    "سحر",
    "سميرة",
    "شيماء",
    "صفاء",
    "ضحى",
    "طيبة",
    "عبير",
    "غادة",
    "فرح",
    "لمى",
    "مها",
    "نادية",
    "نجلاء",
    "هناء",
    "وفاء",
    "ياسمين",
    "طارق",
    "طالب",
    "طه",
    "ظافر",
    "عادل",
    "عدنان",
    "عزيز",
    "عصام",
    "غازي",
    "غسان",
    "فارس",
    "فاضل",
    "فؤاد",
    "فيصل",
    "قاسم",
    "قيس",
    "كريم",
    "كمال",
    "لؤي",
    "لقمان",
    "مازن",
    "مثنى",
    "منذر",
    "مهند",
    "ناصر",
    "نبيل",
    "نزار",
    "نعيم",
    "هاشم",
    "هشام",
    "هيثم",
    "وسام",
    "ياسر",
    "ياسين",
    "رعد",
    "رافد",
    "رشيد",
    "رياض",
    "زيد",
    "زياد",
    "سامي",
    "سالم",
    "سلام",
    "سلمان",
    "سمير",
    "سيف",
    "شاكر",
    "شوقي",
    "صباح",
    "صلاح",
    "صالح",
    "ضياء",
    "جمال",
    "جلال",
    "جبار",
    "جاسم",
    "ثامر",
    "ثائر",
    "تحسين",
    "بكر",
    "بشار",
    "باسم",
    "أنس",
    "أنور",
    "أيمن",
    "أيوب",
    "إياد",
    "أركان",
    "أكرم",
    "أسعد",
    "داود",
    "ذنون",
    "رامي",
    "بهاء",
    "جهاد",
    "حازم",
    "حاتم",
    "حيدر",
    "خليل",
    "خضير",
    "دريد",
    "عماد",
    "نوري",
    "شهاب",
    "آرام",
    "آزاد",
    "بارزان",
    "بختيار",
    "دلشاد",
    "ديار",
    "ريبوار",
    "سردار",
    "شيركو",
    "شوان",
    "كاوه",
    "كاروان",
    "هيمن",
    "هوشيار",
    "هيوا",
    "نوزاد",
    "نوروز",
    "جوان",
    "شيرين",
    "روناك",
    "بروين",
    "نسرين",
    "ژیان",
    "ئاڤان",
    "هاوار",
    "ڕێبین",
    "ئاسۆ",
    "دانا",
    "سۆران",
    "هەڵۆ",
    "گۆران",
    "زانا",
    "چیا",
    "پێشەوا",
]


def _skeletons(name: str) -> set[str]:
    return {key for key in name_keys(name) if key.isupper()}


def _recall(rows: list[Row]) -> float:
    met = [bool(name_keys(row["one"]) & name_keys(row["other"])) for row in rows]
    return sum(met) / len(met)


def test_there_are_enough_pairs() -> None:
    assert len(WITH_RULES) >= 60
    assert len(AFTERWARDS) >= 60


@pytest.mark.parametrize("row", WITH_RULES, ids=lambda row: f"{row['one']}={row['other']}")
def test_spellings_meet(row: Row) -> None:
    assert name_keys(row["one"]) & name_keys(row["other"])


def test_recall_on_spellings_not_written_with_the_rules() -> None:
    assert _recall(AFTERWARDS) >= 0.96


def test_a_single_skeleton_meets_less_often_than_the_keys() -> None:
    rows = WITH_RULES + AFTERWARDS
    single = sum(skeleton(row["one"]) == skeleton(row["other"]) for row in rows) / len(rows)

    assert 0.75 <= single < _recall(rows)


def test_distinct_names_seldom_collide() -> None:
    keys = [_skeletons(name) for name in DISTINCT]
    pairs = list(combinations(keys, 2))
    collisions = sum(bool(a & b) for a, b in pairs) / len(pairs)

    assert len(set(DISTINCT)) == len(DISTINCT) == 200
    assert 0 < collisions < 0.002


def test_a_name_has_few_keys() -> None:
    assert max(len(name_keys(name)) for name in DISTINCT) <= 6
    assert max(len(name_keys(row["other"])) for row in WITH_RULES + AFTERWARDS) <= 15


@pytest.mark.parametrize(
    "name", ["محمد", "Mohammed", "Muhammad", "مەهمەد", "محەمەد", "Mihemed", "Mehmed"]
)
def test_muhammad(name: str) -> None:
    assert skeleton(name) == "MHMD"


@pytest.mark.parametrize(
    "name",
    [
        "عبد الحسين",
        "عبدالحسين",
        "Abdulhussein",
        "Abd al-Husain",
        "Abdul Hussein",
        "Abdel-Husayn",
        "عەبدولحوسێن",
        "عەبدول حوسێن",
    ],
)
def test_servant_of_names_are_one_name(name: str) -> None:
    keys = name_keys(name)

    assert "ABDHSN" in keys
    assert skeleton(name) == "ABDHSN"
    assert not keys & {"HSN", "ABD"}


def test_abd_without_article_may_also_be_two_names() -> None:
    assert {"ABD", "AL", "ABDAL"} <= name_keys("عبد علي")
    assert "ABDAL" in name_keys("عبدعلي")


def test_a_chain_of_names_keeps_each_name() -> None:
    keys = name_keys("Ahmad bin Abd al-Rahman Khalid al-Shammari")

    assert {"AHMD", "ABDRHMN", "XLD", "CMR", "shammari"} <= keys
    assert "BN" not in keys
    assert name_keys("أحمد عبدالرحمن خالد الشمري") & keys >= {"AHMD", "ABDRHMN", "XLD", "CMR"}


def test_skeletons_and_words_cannot_be_confused() -> None:
    for row in WITH_RULES + AFTERWARDS:
        for one in skeletons(row["one"]):
            assert one.isascii()
            assert one.isupper()
        assert name_keys(row["one"]) >= set(skeletons(row["one"]))


@pytest.mark.parametrize(
    "text", ["", "  ", "—", "123", "ﷺ", "\u200c", "日本", "a", "و", "عبد", "Abdul"]
)
def test_odd_names_do_no_harm(text: str) -> None:
    assert "" not in name_keys(text)
    assert isinstance(skeleton(text), str)


def test_syriac_meets_the_others() -> None:
    assert skeleton("ܡܪܝܡ") == skeleton("مريم")
