"""Making the synthetic office, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings

from sijill.analyse.figures.declared import figures
from sijill.base.dates import PartialDate
from sijill.demonstration.cases import record_cases
from sijill.demonstration.chance import SEED, Chance, Happening
from sijill.demonstration.findings import find
from sijill.demonstration.sheet import import_sheet
from sijill.demonstration.staff import make_staff, sign_ins
from sijill.intake.actions.triage import TypedReport, register_report
from sijill.publish.actions import clear, prepare
from sijill.record.incidents.models import Incident
from sijill.reference.models import PlaceUnit
from sijill.reference.presence import office_for
from sijill.reference.queries import first_level, pack
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.viewers import viewer_of

__all__ = ["make_office", "sign_ins"]

# Of a hundred reports, how many are typed in by staff, how many of those become cases, and how
# many incidents of the partner's sheet are taken on to a finding.
TYPED, CASES, FOUND = 2, 3, 8


def make_office(*, reports: int, progress: Callable[[int], object], seed: int = SEED) -> bool:
    """Make staff, reports, incidents, findings and two publications; False if they are there."""
    if Account.objects.filter(username="monitor").exists():
        return False
    people = make_staff()
    folder = Path(settings.PACK)
    chance = Chance(folder, _places(), seed)
    told = list(chance.happenings(reports))
    typed, cases = told[:: 100 // TYPED], told[1 :: 100 // CASES]
    apart = {h.key for h in [*typed, *cases]}
    sheet = [h for h in told if h.key not in apart]

    def at(office: str, role: str) -> Viewer:
        account = people.get(f"{role}.{office.lower()}") or people[role]
        return viewer_of(account, purpose="setup")

    def monitor_of(place: str) -> Viewer:
        return at(_office_of(place), "monitor")

    manager = viewer_of(people["manager"], purpose="setup")
    import_sheet(
        sheet, chance, _written(), settings.FILE_UPLOAD_TEMP_DIR, by=manager, progress=progress
    )
    for happening in typed:
        register_report(by=monitor_of(happening.place), typed=_typed(happening))
        progress(1)
    made = record_cases(cases, chance, monitor_of, progress)
    with bind(manager):
        imported = list(
            Incident.objects.filter(state="lead", acts__casualty__in=["killed", "injured"])
            .distinct()
            .order_by("sort_day", "id")
        )
    find(
        [*made, *imported[:: 100 // FOUND]],
        chance,
        lambda office: at(office, "monitor"),
        lambda office: at(office, "verifier"),
        lambda _: None,
    )
    _publish(manager, viewer_of(people["head"], purpose="setup"), told[-1].day.year)
    return True


def _publish(manager: Viewer, head: Viewer, year: int) -> None:
    """The year before is cleared and public; this year's waits for the head of office."""
    code = next(figure.code for figure in figures().values() if figure.publishable)
    before = prepare(by=manager, figure=code, period=(date(year - 1, 1, 1), date(year - 1, 12, 31)))
    clear(by=head, publication=before)
    prepare(by=manager, figure=code, period=(date(year, 1, 1), date(year, 12, 31)))


def _typed(happening: Happening) -> TypedReport:
    return TypedReport(
        channel="telephone" if len(happening.key) % 2 else "in_person",
        received_on=happening.day,
        short=happening.title,
        occurred=PartialDate.of_day(happening.day),
        place=happening.place,
        language=happening.language,
        consent={"store": "yes", "share_un": "not_asked"},
    )


def _places() -> list[tuple[str, str, dict[str, str]]]:
    """Districts that stood on the pack's reference day, with their area."""
    units = PlaceUnit.objects.filter(level=first_level() + 1, valid_to=None).order_by("code")
    return [(unit.parent_id or "", unit.code, unit.names) for unit in units]


def _written() -> dict[str, tuple[str, str]]:
    """How the partner writes each place: the area and the place, in English."""
    units = PlaceUnit.objects.filter(level=first_level() + 1).select_related("parent")
    return {
        unit.code: (
            unit.parent.names.get("en", "") if unit.parent else "",
            unit.names.get("en", ""),
        )
        for unit in units
    }


def _office_of(place: str) -> str:
    """The office that covered the place while all were open, else the first."""
    unit = PlaceUnit.objects.get(code=place)
    area = unit.path.split("/")[first_level()]
    ended = pack().presence.ended
    day = date(ended.year, 1, 1) if ended else date.today()  # noqa: DTZ011 - a local calendar day
    office = office_for(pack(), area, day)
    return office.code if office else pack().presence.offices[0].code
