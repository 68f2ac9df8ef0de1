"""Sample content of the component page (design/kit.html): one set of words a language.

The page is for authors and for the tests that look at every component. People, codes and events
in it are invented.
"""

from __future__ import annotations

from typing import Any

from sijill.web.design.charts import bar_chart, column_chart, stacked_columns
from sijill.web.design.hexmap import Tile, hex_map

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "heading": "Shooting at a demonstration",
        "place": "Governorate A, district centre",
        "months": ["Jan", "Feb", "Mar", "Apr", "May", "Jun"],
        "killed": "Killed",
        "injured": "Injured",
        "causes": ["Small arms", "Explosive device", "Air strike", "Artillery", "Not known"],
        "units": ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta"],
        "persons": "Persons",
        "withheld": "Withheld",
        "none": "None recorded",
        "map": "Civilians killed by governorate",
        "chart": "Civilians killed and injured by month",
    },
    "ar": {
        "heading": "إطلاق نار على مظاهرة",
        "place": "المحافظة أ، مركز القضاء",
        "months": ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"],
        "killed": "قتلى",
        "injured": "جرحى",
        "causes": ["أسلحة خفيفة", "عبوة ناسفة", "غارة جوية", "مدفعية", "غير معروف"],
        "units": ["ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي"],
        "persons": "أشخاص",
        "withheld": "محجوب",
        "none": "لا شيء مسجل",
        "map": "القتلى المدنيون حسب المحافظة",
        "chart": "القتلى والجرحى المدنيون حسب الشهر",
    },
}
PLACES = [(2, 0), (1, 1), (3, 1), (2, 2), (4, 2), (1, 3), (3, 3)]
VALUES: list[float | None] = [42, 17, None, 0, 88, 5, 31]


def context(language: str) -> dict[str, Any]:
    """The variables design/kit.html needs, in `language` ("ar", else English)."""
    words = WORDS.get(language, WORDS["en"])
    return {
        "words": words,
        "demo": True,
        "classification": "Confidential" if words is WORDS["en"] else "سري",
        "viewer": {
            "display_name": "Demo Officer",
            "office_name": "Field office",
            "role_name": "Monitor",
        },
        "navigation": _navigation(language),
        "months_chart": _months(words, language),
        "causes_chart": _causes(words, language),
        "killed_chart": _killed(words, language),
        "map": _map(words, language),
        "rows": _rows(words),
        "timeline": _timeline(words),
        "crumbs": [{"label": words["place"], "url": "#"}, {"label": words["heading"]}],
        "tabs": [
            {"label": words["heading"], "url": "#", "current": True},
            {"label": words["persons"], "url": "#", "count": 4},
            {"label": words["killed"], "url": "#", "count": 0},
        ],
        "facts": [(words["killed"], 3), (words["injured"], 11), (words["persons"], words["place"])],
        "calendars": [("gregorian", "Gregorian"), ("hijri", "Hijri")],
    }


def _navigation(language: str) -> list[dict[str, Any]]:
    names = {
        "en": [
            "Waiting for me",
            "Reports",
            "Incidents",
            "People",
            "Findings",
            "Figures",
            "Publish",
            "Import",
            "Guides",
        ],
        "ar": [
            "بانتظاري",
            "التقارير",
            "الحوادث",
            "الأشخاص",
            "الاستنتاجات",
            "الأرقام",
            "النشر",
            "استيراد",
            "أدلة",
        ],
    }
    icons = [
        "inbox",
        "report",
        "incident",
        "people",
        "finding",
        "figures",
        "publish",
        "table",
        "guide",
    ]
    items = [
        {
            "label": label,
            "url": f"#{icon}",
            "icon": icon,
            "current": icon == "incident",
            "count": 12 if icon == "inbox" else None,
        }
        for label, icon in zip(names.get(language, names["en"]), icons, strict=True)
    ]
    return [{"label": "", "items": items[:5]}, {"label": items[5]["label"], "items": items[5:]}]


def _months(words: dict[str, Any], language: str) -> str:
    counts = [(12, 30), (7, 22), (19, 41), (4, 9), (26, 60), (11, 17)]
    rows = [
        (month, series, count)
        for month, pair in zip(words["months"], counts, strict=True)
        for series, count in zip((words["killed"], words["injured"]), pair, strict=True)
    ]
    return stacked_columns(rows, title=words["chart"], unit=words["persons"], language=language)


def _killed(words: dict[str, Any], language: str) -> str:
    rows = list(zip(words["months"], [12, 7, 19, 4, 26, 11], strict=True))
    return column_chart(rows, title=words["killed"], unit=words["persons"], language=language)


def _causes(words: dict[str, Any], language: str) -> str:
    rows = list(zip(words["causes"], [140, 96, 41, 12, 7], strict=True))
    return bar_chart(rows, title=words["killed"], unit=words["persons"], language=language)


def _map(words: dict[str, Any], language: str) -> str:
    tiles = [
        Tile(code=f"XX{number:02}", label=label, column=column, row=row, value=value)
        for number, (label, (column, row), value) in enumerate(
            zip(words["units"], PLACES, VALUES, strict=True), start=1
        )
    ]
    return hex_map(
        tiles,
        title=words["map"],
        unit=words["persons"],
        language=language,
        withheld=words["withheld"],
        none=words["none"],
    )


def _rows(words: dict[str, Any]) -> list[dict[str, Any]]:
    states = ["draft", "in_review", "confirmed", "rejected"]
    return [
        {
            "code": f"XXA-2026-7K3Q{letter}",
            "title": words["heading"],
            "place": words["place"],
            "date": date,
            "killed": killed,
            "state": state,
        }
        for letter, date, killed, state in zip(
            "ABCD",
            ["2026-03-14", "2026-03", "2025", "2026-02-28"],
            [3, 0, 12, 1],
            states,
            strict=True,
        )
    ]


def _timeline(words: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"when": "2026-03-14 09:40", "title": words["heading"], "text": words["place"]},
        {"when": "2026-03-15", "title": words["killed"], "tone": "warning", "url": "#"},
        {"when": "2026-03-21", "title": words["persons"], "tone": "ok"},
    ]
