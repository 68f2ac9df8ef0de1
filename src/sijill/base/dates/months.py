"""Month names by language and variant, and the spellings people enter.

Data only: a pack may pass names of its own wherever these are used. The first variant of a
language is the one shown by default.
"""

from typing import Final

from sijill.base.dates.calendars import Calendar
from sijill.base.text import normalise

Names = tuple[str, ...]

MONTHS: Final[dict[str, dict[str, Names]]] = {
    "en": {
        "standard": (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        "short": (
            *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
            *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        ),
    },
    "ar": {
        "levant": (
            *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
            *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
        ),
        "common": (
            *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
            *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
        ),
    },
    "ckb": {
        "standard": (
            *("کانوونی دووەم", "شوبات", "ئازار", "نیسان", "ئایار", "حوزەیران"),
            *("تەمووز", "ئاب", "ئەیلوول", "تشرینی یەکەم", "تشرینی دووەم", "کانوونی یەکەم"),
        ),
    },
}

HIJRI_MONTHS: Final[dict[str, Names]] = {
    "ar": (
        *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة"),
        *("رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"),
    ),
    "en": (
        *("Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula"),
        *("Jumada al-Akhira", "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qada"),
        "Dhu al-Hijja",
    ),
    "ckb": (
        *("موحەڕەم", "سەفەر", "ڕەبیعی یەکەم", "ڕەبیعی دووەم", "جومادی یەکەم", "جومادی دووەم"),
        *("ڕەجەب", "شەعبان", "ڕەمەزان", "شەوال", "زولقەعدە", "زولحیججە"),
    ),
}

KURDISH_MONTHS: Final[dict[str, Names]] = {
    "ckb": (
        *("خاکەلێوە", "گوڵان", "جۆزەردان", "پووشپەڕ", "گەلاوێژ", "خەرمانان"),
        *("ڕەزبەر", "گەڵاڕێزان", "سەرماوەز", "بەفرانبار", "ڕێبەندان", "ڕەشەمێ"),
    ),
    "en": (
        *("Xakelewe", "Gulan", "Cozerdan", "Pushper", "Gelawej", "Xermanan"),
        *("Rezber", "Gelarezan", "Sermawez", "Befranbar", "Rebendan", "Resheme"),
    ),
}

_ALSO: Final[dict[Calendar, dict[int, Names]]] = {
    Calendar.GREGORIAN: {
        1: ("كانون ثاني", "کانونی دووەم"),
        2: ("شوبات",),
        4: ("إبريل",),
        5: ("مايس",),
        7: ("تەممووز", "تەمموز"),
        8: ("آغسطس", "اب"),
        9: ("Sept",),
        10: ("تشرين اول",),
        11: ("تشرين ثاني",),
        12: ("كانون اول", "کانونی یەکەم"),
    },
    Calendar.HIJRI: {
        3: ("Rabi I", "ربيع اول"),
        4: ("Rabi II", "ربيع الثاني", "ربيع ثاني"),
        5: ("Jumada I", "جمادى الأول"),
        6: ("Jumada II", "جمادى الثانية", "جمادى الآخر"),
        8: ("Sha'ban",),
        9: ("Ramadhan",),
        11: ("ذي القعدة", "ذو القعده", "Dhu al-Qi'dah"),
        12: ("ذي الحجة", "Dhu al-Hijjah"),
    },
    Calendar.KURDISH: {1: ("نەورۆز",), 8: ("خەزەڵوەر",), 4: ("پوشپەڕ",)},
}


def month_spellings(calendar: Calendar) -> dict[str, int]:
    """Give every known spelling of the months of a calendar, normalised, with its number."""
    named: dict[Calendar, list[Names]] = {
        Calendar.GREGORIAN: [names for kinds in MONTHS.values() for names in kinds.values()],
        Calendar.HIJRI: list(HIJRI_MONTHS.values()),
        Calendar.KURDISH: list(KURDISH_MONTHS.values()),
    }
    spellings = {
        plain(name): number for names in named[calendar] for number, name in enumerate(names, 1)
    }
    for number, others in _ALSO[calendar].items():
        spellings.update({plain(name): number for name in others})
    return spellings


def plain(text: str) -> str:
    """Reduce a month name to what does not vary: normalised, hyphens and full stops as spaces."""
    return " ".join(normalise(text).replace("-", " ").replace(".", " ").split())
