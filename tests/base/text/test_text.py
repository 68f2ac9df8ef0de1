"""Normalising, scripts, direction, transliteration and sorting."""

import random
import time

import pytest

from sijill.base.text import direction, isolate, latinise, normalise, script_of, sort_key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("أحمد إبراهيم آدم ٱلله", "احمد ابراهيم ادم الله"),
        ("أحمد", "ا\u0654حمد"),
        ("مسؤول رئيس", "مسوول رييس"),
        ("على مصطفى", "علي مصطفي"),
        ("علی كريم", "علي کریم"),
        ("فاطمة", "فاطمه"),
        ("هەڵەبجە", "هه\u200cڵه\u200cبجه\u200c"),
        ("هەڵەبجە", "ههڵهبجه"),
        ("هەولێر", "هەولیر"),
        ("ڕێبوار", "ریبوار"),
        ("\u202bبغداد\u202c\u200f", "بغداد"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("Şêx Ḩusayn ʿAlī", "sex husayn ali"),
        ("Qur’ān Ba‘ath Ne'mat Saʼid", "quran baath nemat said"),
        ("İSTANBUL Diyarbakır", "istanbul diyarbakir"),
        ("STRASSE", "straße"),
        ("٢٠١٦ ۲۰۱۶", "2016 2016"),
        ("  a \u00a0 b\n", "a b"),
        ("S´aid", "said"),
    ],
)
def test_variants_become_one(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_different_letters_stay_apart() -> None:
    for one, other in (("سعد", "صعد"), ("گول", "كول"), ("پير", "بير"), ("حسن", "هسن")):
        assert normalise(one) != normalise(other)


def test_normalising_twice_changes_nothing() -> None:
    chance = random.Random(3)
    pool = "aÉşʿ'’ أإآىیةەهۆێڕڵکكگؤئءًّـ\u200c\u200f٣۴ ﷲ.,-ܡ´ß"
    for _ in range(3000):
        text = "".join(chance.choices(pool, k=12))
        assert normalise(normalise(text)) == normalise(text)


def test_words_split_at_punctuation_only() -> None:
    assert words("Abd al-Husain, (Ba'ath) S/2015/852; «كركوك»، هەولێر.") == [
        *("abd", "al", "husain", "baath", "s", "2015", "852"),
        *(normalise("كركوك"), normalise("هەولێر")),
    ]
    assert words("—") == []


def test_normalising_is_fast_enough_for_a_million_rows() -> None:
    texts = ["محمد علي حسين الجبوري", "Abdulrahman al-Shammari", "عەبدولڕەحمان ئەحمەد"] * 3000
    started = time.process_time()
    for text in texts:
        normalise(text)
    assert (time.process_time() - started) / len(texts) < 60e-6


@pytest.mark.parametrize(
    ("text", "script", "runs"),
    [
        ("محمد", "ar", "rtl"),
        ("علی کریم", "ar", "rtl"),
        ("هەولێر", "so", "rtl"),
        ("هه\u200cولير", "so", "rtl"),
        ("Erbil", "lat", "ltr"),
        ("ܡܪܝܡ", "syr", "rtl"),
        ("محمد Muhammad", "mixed", "rtl"),
        ("Muhammad محمد", "mixed", "ltr"),
        ("123 (٤)", "", "rtl"),
        ("2016", "", "ltr"),
        ("", "", "ltr"),
        ("\u2068Ali\u2069 محمد", "mixed", "rtl"),
    ],
)
def test_script_and_direction(text: str, script: str, runs: str) -> None:
    if text == "123 (٤)":
        runs = "ltr"  # digits are not strong, whatever their shape
    assert script_of(text) == script
    assert direction(text) == runs


def test_isolating_cannot_be_broken_out_of() -> None:
    assert isolate("محمد") == "\u2068محمد\u2069"
    assert isolate("a\u2069\u202eb") == "\u2068ab\u2069"


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("محمد علي حسين", "Muhammad Ali Husayn"),
        ("بغداد", "Baghdad"),
        ("القاهرة", "al-Qahira"),
        ("عدنان منصور طارق", "Adnan Mansur Tariq"),
        ("مُهَنَّد", "Muhannad"),
        ("هەولێر", "Hawler"),
        ("سلێمانی", "Silemani"),
        ("هەڵەبجە", "Halabja"),
        ("شێرکۆ نەوزاد", "Sherko Nawzad"),
        ("Erbil ١٢", "Erbil 12"),
        ("محمد (Kirkuk)", "Muhammad (Kirkuk)"),
        ("", ""),
    ],
)
def test_latinise(text: str, latin: str) -> None:
    assert latinise(text) == latin


def test_latinise_without_capitals_and_with_anything() -> None:
    assert latinise("في بغداد", capitals=False) == "fi baghdad"
    chance = random.Random(5)
    letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژڕڵڤگکەۆێیًٌٍَُِّْ"
    for _ in range(3000):
        assert latinise("".join(chance.choices(letters, k=7))).isascii()


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("ar", "١٢ أحمد آمنة بابل ثامر حسن زينب طه علي محمد هادي وليد ياسين Ali"),
        ("ckb", "ئاسۆ بابان پشتیوان چیا رەنگ ڕۆژ فەرهاد ڤیان لانە هاوار وریا یاد Ali"),
        ("en", "12 ahmad Ahmed eclair Éclair sax Şêx zeta علي"),
    ],
)
def test_sorting(language: str, ordered: str) -> None:
    shuffled = ordered.split()
    random.Random(1).shuffle(shuffled)

    assert sorted(shuffled, key=lambda text: sort_key(text, language)) == ordered.split()


def test_sorting_by_words_before_letters_and_ignoring_what_is_not_a_letter() -> None:
    names = ["علي", "علي حسن", "علياء"]
    assert sorted(names, key=lambda text: sort_key(text, "ar")) == names
    assert sort_key("مُحَمَّد", "ar").split(" ")[0] == sort_key("محمد", "ar").split(" ")[0]
    assert sort_key("کەریم", "ckb").split(" ")[0] == sort_key("كەريم", "ckb").split(" ")[0]


def test_sort_keys_order_as_bytes_as_they_do_as_text() -> None:
    keys = [sort_key(text, "ckb") for text in ("ئاسۆ", "ێ", "یاد", "zeta", "ܡܪܝܡ", "日本")]
    assert sorted(keys) == sorted(keys, key=lambda key: key.encode())
