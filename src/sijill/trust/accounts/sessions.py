"""One's own open sessions, and ending one. Devices and their keys come with the devices room."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.utils import timezone

from sijill.trust.access.errors import Absent
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to

BROWSERS = (
    ("Edge", "Edg"),
    ("Opera", "OPR/"),
    ("Samsung Internet", "SamsungBrowser"),
    ("Firefox", "Firefox/"),
    ("Chrome", "Chrome/"),
    ("Safari", "Safari/"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("macOS", "Mac OS X"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class OwnSession:
    """An open session as its owner sees it. ``handle`` is a digest: the key itself is a secret."""

    handle: str
    device: str
    began: datetime | None
    seen: datetime | None
    current: bool


def describe_device(user_agent: str) -> str:
    """Browser and system in two words, such as "Firefox · Android"; empty if neither is known."""
    found = [
        next((name for name, mark in known if re.search(re.escape(mark), user_agent)), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(part for part in found if part)


def handle_of(key: str) -> str:
    """The public handle of a session key."""
    return hashlib.sha256(key.encode()).hexdigest()[:20]


def mark_session(session: SessionBase, user_agent: str) -> None:
    """Write into a new session when it began and on what kind of device."""
    session["began"] = int(timezone.now().timestamp())
    session["device"] = describe_device(user_agent)


def sessions_of(viewer: Viewer, current: str | None = None) -> list[OwnSession]:
    """The viewer's open sessions, the latest first.

    Sessions carry no owner column, so all open ones are read: hundreds in a large office.
    """
    found = [
        OwnSession(
            handle_of(row.session_key),
            content.get("device", ""),
            _moment(content.get("began")),
            _moment(content.get("seen")),
            row.session_key == current,
        )
        for row, content in _open_sessions(viewer)
    ]
    return sorted(
        found, key=lambda own: (own.current, own.began or own.seen or _moment(0)), reverse=True
    )


@action("session.end", permission=None)
def end_session(*, by: Viewer, handle: str) -> None:
    """End one of one's own sessions; raises Absent for any other."""
    for row, _ in _open_sessions(by):
        if handle_of(row.session_key) == handle:
            row.delete()
            commit_to("account", by.account, None, session=handle)
            return
    raise Absent("record.absent")


def _open_sessions(viewer: Viewer) -> list[tuple[Session, dict[str, Any]]]:
    rows = Session.objects.filter(expire_date__gt=timezone.now())
    contents = ((row, row.get_decoded()) for row in rows.iterator())
    return [pair for pair in contents if pair[1].get("_auth_user_id") == str(viewer.account)]


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
