"""The menu of the desk, by what the viewer may do, and the viewer as the shell names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.reference.queries import in_language
from sijill.trust.access.enums import Classification, Permission
from sijill.trust.access.models import Office
from sijill.trust.access.roles import ROLES
from sijill.trust.access.viewer import Viewer
from sijill.trust.worklist.queries import waiting_for

P = Permission
MOST = 99
KEPT_SECONDS = 20


@dataclass(frozen=True)
class Item:
    """One line of the menu: the address by name, and what it takes to see it."""

    label: str | Promise
    address: str
    icon: str
    needs: Permission | None = None


GROUPS: tuple[tuple[str | Promise, tuple[Item, ...]], ...] = (
    (
        "",
        (
            Item(_("Waiting for me"), "home", "inbox"),
            Item(_("Record an incident"), "record_new", "plus", P.RECORD),
        ),
    ),
    (
        _("Record"),
        (
            Item(_("Incidents"), "incidents", "incident", P.READ),
            Item(_("Reports"), "reports", "report", P.READ),
            Item(_("People"), "people", "people", P.READ),
            Item(_("Sources"), "sources", "key", P.READ),
        ),
    ),
    (
        _("Verify"),
        (Item(_("Findings to confirm"), "findings", "finding", P.READ),),
    ),
    (
        _("Bring in"),
        (
            Item(_("Imports"), "imports", "upload", P.IMPORT),
            Item(_("Unmatched places"), "places", "map", P.PLACES),
        ),
    ),
    (
        _("Count and publish"),
        (
            Item(_("Figures"), "figures", "figures", P.FIGURES),
            Item(_("Publications"), "publications", "publish", P.FIGURES),
        ),
    ),
    (
        _("Office"),
        (
            Item(_("Guides"), "guides", "guide"),
            Item(_("Ledger"), "ledger", "ledger", P.LEDGER),
            Item(_("Staff accounts"), "accounts", "office", P.ACCOUNTS),
        ),
    ),
)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The groups of the menu that hold anything for this viewer."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found: list[dict[str, Any]] = []
    for label, items in GROUPS:
        lines = [line for item in items if (line := _line(viewer, item))]
        if lines:
            found.append({"label": label, "items": lines})
    _mark_current(request.path, [line for group in found for line in group["items"]])
    return found


def _mark_current(path: str, lines: list[dict[str, Any]]) -> None:
    """Mark the one line whose address goes furthest along the path."""
    home = reverse("home")
    on_path = [line for line in lines if path.startswith(line["url"])]
    nearest = max(on_path, key=lambda line: len(line["url"]), default=None)
    if nearest is not None and (nearest["url"] != home or path == home):
        nearest["current"] = True


def _line(viewer: Viewer, item: Item) -> dict[str, Any] | None:
    if item.needs is not None and not viewer.may(item.needs):
        return None
    try:
        url = reverse(item.address)
    except NoReverseMatch:
        return None
    return {
        "label": item.label,
        "url": url,
        "icon": item.icon,
        "current": False,
        "count": waiting_count(viewer) if item.address == "home" else "",
    }


def waiting_count(viewer: Viewer) -> str:
    """How many requests wait for the viewer, at most ``99+``; kept for a few seconds."""
    count = cache.get(f"waiting-{viewer.account}")
    if count is None:
        count = len(waiting_for(viewer).order_by().values_list("pk", flat=True)[: MOST + 1])
        keep_waiting_count(viewer, count)
    return f"{MOST}+" if count > MOST else str(count or "")


def keep_waiting_count(viewer: Viewer, count: int) -> None:
    """Keep the count for the menu of the next pages."""
    cache.set(f"waiting-{viewer.account}", count, KEPT_SECONDS)


class Shown:
    """The viewer as templates see them: everything a Viewer has, and three texts."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._viewer, name)

    @property
    def display_name(self) -> str:
        return self._viewer.name

    @property
    def office_name(self) -> str:
        """The office's name in the reader's language."""
        return in_language(office_names().get(self._viewer.office, {})).text

    @property
    def role_name(self) -> str:
        """The titles of the viewer's roles."""
        return " · ".join(str(ROLES[code].title) for code in self._viewer.roles)


def office_names() -> dict[str, dict[str, str]]:
    """Office → its names by language; kept for five minutes."""
    names: dict[str, dict[str, str]] | None = cache.get("office-names")
    if names is None:
        names = dict(Office.objects.values_list("code", "names"))
        cache.set("office-names", names, 300)
    return names


def mark(viewer: Viewer) -> str:
    """The classification a page bears unless it knows better: the highest it might show."""
    return str(Classification(viewer.clearance).label) if viewer.may(P.READ) else ""


def furniture(request: HttpRequest) -> dict[str, Any]:
    """What the desk's shell reads on each page of a signed-in viewer. At most two queries."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return {
        "viewer": Shown(viewer),
        "navigation": navigation(request),
        "classification": mark(viewer),
    }
