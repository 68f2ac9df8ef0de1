"""Charts and hex maps: true to their rows, small, closed to the outside, mirrored for Arabic."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, register_namespace

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from sijill.web.design.charts import bar_chart, column_chart, stacked_columns
from sijill.web.design.hexmap import Tile, classes, hex_map

WORDS = {"title": "Killed by month", "unit": "Persons", "language": "en"}
ROWS = [("Jan", 10.0), ("Feb", 20.0), ("Mar", None), ("Apr", 0.0)]
MAP_WORDS = WORDS | {"withheld": "Withheld", "none": "None recorded"}
TILES = [
    Tile("A", "Alpha", 0, 0, 40), Tile("B", "Beta & <Co>", 1, 0, None), Tile("C", "Gamma", 0, 1, 0),
    Tile("D", "Delta", 1, 1, 3, url="/place/D?x=1&y=2"),
]  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in fromstring(svg).iter(f"{SVG}text")]


def heights(svg: str, mark: str) -> list[float]:
    paths = [p.get("d", "") for p in fromstring(svg).iter(f"{SVG}path") if p.get("class") == mark]
    found = [re.fullmatch(r"M[-\d.,]+h([-\d.]+)v([-\d.]+)h[-\d.]+Z", path) for path in paths]
    return [float(match[2]) for match in found if match]


def everything(root: Element) -> list[Element]:
    return list(root.iter())


DRAWINGS = {
    "column": lambda **words: column_chart(ROWS, withheld="Withheld", **words),
    "bar": lambda **words: bar_chart(ROWS, withheld="Withheld", **words),
    "stacked": lambda **words: stacked_columns(
        [(label, series, number) for label, number in ROWS for series in "ab"], **words
    ),
    "map": lambda **words: hex_map(TILES, withheld="Withheld", none="None recorded", **words),
}


@pytest.mark.parametrize("kind", DRAWINGS)
def test_a_drawing_is_named_and_closed(kind):
    svg = DRAWINGS[kind](**WORDS, description="From findings of June")
    root = fromstring(svg)
    keys = {element.get("id"): element.text for element in everything(root) if element.get("id")}
    names = (root.get("aria-labelledby") or "").split()
    assert [keys[name] for name in names] == ["Killed by month", "From findings of June"]
    for element in everything(root):
        assert element.tag.removeprefix(SVG) not in {"script", "style", "image", "foreignObject"}
        assert "style" not in element.attrib
        assert not any(name.endswith("}href") for name in element.attrib)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_columns_stand_as_high_as_their_numbers():
    tall = heights(column_chart(ROWS, **WORDS), "c1")
    assert tall[1] == pytest.approx(2 * tall[0], abs=0.3)
    assert tall[2] == 0


def test_withheld_is_hatched_and_never_zero():
    svg = column_chart(ROWS, withheld="Withheld", **WORDS)
    assert 'fill="url(#h' in svg
    assert "Withheld" in texts(svg)
    assert 'fill="url(#h' not in column_chart([("Jan", 10.0), ("Apr", 0.0)], **WORDS)


def test_two_drawings_on_a_page_share_no_id():
    one, other = column_chart(ROWS, **WORDS), bar_chart(ROWS, **WORDS)
    ids = re.findall(r'\bid="([^"]+)"', one + other)
    assert len(ids) == len(set(ids))


def test_the_same_rows_give_the_same_drawing():
    assert column_chart(ROWS, **WORDS) == column_chart(list(ROWS), **WORDS)


def test_time_runs_with_the_reading():
    def places(svg: str) -> list[float]:
        scale = re.search(r"translate\((\d+),0\) scale\(-1,1\)", svg)
        found = [
            float(x)
            for x in re.findall(
                r'transform="translate\(([\d.]+),[\d.]+\)[^>]*>(?:<tspan[^>]*>)?(?:Jan|Feb)', svg
            )
        ]
        return [float(scale[1]) - x for x in found] if scale else found

    first, second = places(column_chart(ROWS[:2], **WORDS))
    assert first < second
    svg = column_chart(ROWS[:2], **WORDS | {"language": "ckb"})
    first, second = places(svg)
    assert first > second
    assert 'direction="rtl"' in svg


def test_a_long_series_of_months_stays_small_and_its_labels_apart():
    rows = [
        (f"{month:02} {year}", series, float(month * 7 + year % 5))
        for year in range(2021, 2026) for month in range(1, 13) for series in ("Killed", "Injured")
    ]  # fmt: skip
    svg = stacked_columns(rows, **WORDS)
    assert len(svg.encode()) < 15_000
    assert len([text for text in texts(svg) if re.match(r"\d\d", text)]) < 30


def test_hostile_words_stay_words():
    svg = bar_chart([("</text><script>x", 1.0)], **WORDS | {"title": '<b a="', "unit": "'); x("})
    assert "<script" not in svg
    assert fromstring(svg).find(f"{SVG}title").text == '<b a="'
    svg = hex_map([Tile("A", "<script>", 0, 0, 1)], **MAP_WORDS)
    assert "<script" not in svg


def test_nothing_to_show_is_said():
    with pytest.raises(ValueError, match="empty state"):
        column_chart([], **WORDS)
    with pytest.raises(ValueError, match="at most 6"):
        stacked_columns([("Jan", str(n), 1.0) for n in range(7)], **WORDS)
    with pytest.raises(ValueError, match="empty state"):
        hex_map([], **MAP_WORDS)


def test_every_tile_says_its_unit_and_number():
    root = fromstring(hex_map(TILES, **MAP_WORDS))
    items = [g for g in root.iter(f"{SVG}g") if g.get("role") == "listitem"]
    assert [item.get("aria-label") for item in items] == [
        "Alpha: 40 Persons", "Beta & <Co>: Withheld", "Gamma: None recorded", "Delta: 3 Persons",
    ]  # fmt: skip
    assert [item.get("class") for item in items] == ["deep", "kept-back", "light", "light"]
    assert items[3].find(f"{SVG}a").get("href") == "/place/D?x=1&y=2"


def test_a_withheld_tile_carries_no_number():
    svg = hex_map([Tile("B", "Beta", 0, 0, None)], **MAP_WORDS)
    assert texts(svg) == ["Beta", "None recorded", "Withheld"]


def test_geography_does_not_turn_round():
    def places(language: str) -> list[str]:
        svg = hex_map(TILES, **MAP_WORDS | {"language": language})
        items = [g for g in fromstring(svg).iter(f"{SVG}g") if g.get("role") == "listitem"]
        return [item.get("transform") for item in items]

    assert places("en") == places("ar")
    assert len(set(places("en"))) == len(TILES)


def test_thirty_units_stay_small():
    tiles = [Tile(f"U{n}", f"Governorate {n}", n % 6, n // 6, n * n) for n in range(30)]
    assert len(hex_map(tiles, **MAP_WORDS).encode()) < 15_000


@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=1, max_size=60))
def test_classes_rise_and_end_at_the_largest(values):
    bounds = classes([float(value) for value in values])
    assert bounds == sorted(set(bounds))
    assert bounds[-1] == max(values)
    assert 1 <= len(bounds) <= 5


def test_no_prefix_another_library_registers_reaches_the_page() -> None:
    register_namespace("svg", "http://www.w3.org/2000/svg")
    drawing = column_chart(ROWS, **{**WORDS, "title": "Drawn after the registration"})
    assert drawing.startswith("<svg ")
    assert "svg:" not in drawing
