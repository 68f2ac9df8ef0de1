"""The presence in words: dated statements of the pack, made into what a page says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sijill.base.dates import DateProblem, parse
from sijill.reference.labels import Label
from sijill.reference.pack import Pack
from sijill.reference.presence import Mandate, Office, Profile, SpokenLanguage, profile_at
from sijill.web.public.lists import listed, said, stretch

STANDINGS = {
    "official": gettext_lazy("official"),
    "spoken": gettext_lazy("spoken"),
    "official where speakers are dense": gettext_lazy("official where most people speak it"),
    "working language of the office": gettext_lazy("working language of the office"),
}


@dataclass(frozen=True)
class Entry:
    """A heading with its description: a pillar, an office, a mandate, a language."""

    label: str
    detail: str = ""


@dataclass(frozen=True)
class PresenceWords:
    """A presence on one day, ready to be shown. Empty parts were not recorded for that day."""

    title: str
    name: str
    on: str
    began: bool
    began_on: str
    over: Entry | None
    last_day: str
    paragraphs: tuple[str, ...]
    engagement: str
    established: str
    offices: str
    mandate: Entry | None
    pillars: tuple[Entry, ...]
    shifts: tuple[str, ...]
    spotlights: tuple[str, ...]
    open_offices: tuple[Entry, ...]
    closed_offices: tuple[Entry, ...]
    languages: tuple[Entry, ...]
    reviewed: str
    unreviewed: bool = False


@dataclass
class _Voice:
    """Says labels in the reader's language and remembers whether one was not yet reviewed."""

    language: str = field(default_factory=lambda: get_language() or "en")
    unreviewed: bool = False

    def __call__(self, label: Label) -> str:
        shown = label.shown(self.language)
        self.unreviewed |= bool(shown.text) and not shown.reviewed
        return shown.text

    def all(self, profile: Profile, kind: str) -> tuple[str, ...]:
        return tuple(self(statement.label) for statement in profile.of_kind(kind))


def presence_words(pack: Pack, on: date) -> PresenceWords:
    """What was valid on ``on``; after the end, what was valid on the last day, and that it ended.

    Before the presence began ``began`` is False and only title and dates are of use.
    """
    now = profile_at(pack, on)
    then = profile_at(pack, now.ended_on) if now.ended_on else now
    say = _Voice()
    offices = [say(office.label) for office in then.offices]
    return PresenceWords(
        title=say(then.says("title")) or say(pack.name),
        name=say(then.says("name")),
        on=said(then.on),
        began=now.began,
        began_on=said(pack.presence.began),
        over=_over(say, now),
        last_day=now.ended_on.isoformat() if now.ended_on else "",
        paragraphs=tuple(_paragraphs(say, then, offices)),
        engagement=say(then.says("engagement")),
        established=then.established or "",
        offices=listed(offices),
        mandate=_mandate(say, then.mandate),
        pillars=tuple(
            Entry(say(statement.label), say(statement.detail))
            for statement in then.of_kind("pillar")
        ),
        shifts=say.all(then, "shift"),
        spotlights=say.all(then, "spotlight"),
        open_offices=tuple(_office(say, office) for office in then.offices),
        closed_offices=tuple(_office(say, office) for office in then.closed_offices),
        languages=tuple(_spoken(say, language) for language in then.languages),
        reviewed=_month(then.last_reviewed),
        # Last: only now has everything been said.
        unreviewed=say.unreviewed,
    )


def _over(say: _Voice, profile: Profile) -> Entry | None:
    if profile.ended_on is None:
        return None
    if profile.ended is None:
        return Entry(_("This presence ended on %(day)s.") % {"day": said(profile.ended_on)})
    return Entry(say(profile.ended.label), say(profile.ended.detail))


def _paragraphs(say: _Voice, profile: Profile, offices: list[str]) -> list[str]:
    """The profile's own text, in its order, with the mandate and the offices of the day in it."""
    written = {
        statement.order: say(statement.label)
        for kind in ("paragraph", "representation", "coordination")
        for statement in profile.of_kind(kind)
    }
    if not written:
        return []
    first, *rest = [written[order] for order in sorted(written)]
    standing = profile.of_kind("representation")
    before = sum(order <= standing[0].order for order in written) - 1 if standing else 0
    office = _("The Office has staff working in %(places)s.") % {
        "places": listed(offices, in_sentence=True)
    }
    tagline = say(profile.says("tagline"))
    mandate = " ".join([_under(say, profile, first), *rest[:before], *_integrated(say, profile)])
    work = " ".join([*([office] if offices else []), *rest[before:]])
    opening = _("The Human Rights Office works to advance “%(tagline)s”.") % {"tagline": tagline}
    return [*([opening] if tagline else []), mandate, work]


def _under(say: _Voice, profile: Profile, sentence: str) -> str:
    """The sentence with the mandate of the day before it."""
    if profile.mandate is None:
        return sentence
    # In the middle of a sentence an English article is small.
    inside = "the " + sentence[4:] if sentence.startswith("The ") else sentence
    return _("Under the human rights mandate of %(mandate)s %(sentence)s") % {
        "mandate": say(profile.mandate.label),
        "sentence": inside,
    }


def _integrated(say: _Voice, profile: Profile) -> list[str]:
    """One sentence a year in which further mandates were given to the office."""
    years: dict[int, list[str]] = {}
    for statement in profile.of_kind("integrated_mandate"):
        if statement.valid.first:
            years.setdefault(statement.valid.first.year, []).append(say(statement.label))
    return [_integrated_in(year, names) for year, names in sorted(years.items())]


def _integrated_in(year: int, names: list[str]) -> str:
    values = {"year": year, "mandates": listed(names)}
    if len(names) == 2:
        return (
            _(
                "In %(year)s, two additional thematic mandates of %(mandates)s were integrated "
                "into the work of the Office."
            )
            % values
        )
    return (
        _(
            "In %(year)s, the work of the Office was widened by these thematic mandates: "
            "%(mandates)s."
        )
        % values
    )


def _mandate(say: _Voice, mandate: Mandate | None) -> Entry | None:
    if mandate is None:
        return None
    first, last = mandate.valid.first, mandate.valid.last
    if first and last:
        return Entry(say(mandate.label), stretch(first, last))
    return Entry(say(mandate.label), _("since %(day)s") % {"day": said(first)} if first else "")


def _office(say: _Voice, office: Office) -> Entry:
    """An office with its days, as far as they are recorded."""
    days = []
    if office.opened:
        days.append(_("opened %(day)s") % {"day": said(office.opened)})
    elif note := say(office.opened_note):
        days.append(note)
    if office.closed:
        days.append(_("closed %(day)s") % {"day": said(office.closed)})
    return Entry(say(office.label), " · ".join(days))


def _spoken(say: _Voice, language: SpokenLanguage) -> Entry:
    return Entry(say(language.label), str(STANDINGS.get(language.status, language.status)))


def _month(text: str | None) -> str:
    """``2021-05`` in words; as written when it is no date."""
    if not text:
        return ""
    try:
        return said(parse(text))
    except DateProblem:
        return text
