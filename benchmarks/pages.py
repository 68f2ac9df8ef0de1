"""Lists, search and pages over HTTP with a million acts; a year's casualty table."""

from __future__ import annotations

import argparse
import http.client
import json
import subprocess
import time
from datetime import date
from typing import Any
from urllib.parse import urlencode

import psutil

from benchmarks import place
from benchmarks.load import PORT, Asked, Cost, machine_load, measure
from benchmarks.world import described, fill

FULL = 50
LIST = "/desk/incidents/"


def listed(**given: str) -> str:
    """The address of a list; names as web/desk/incidents/list_filters.py reads them."""
    return f"{LIST}?{urlencode(given)}"


def month(n: int) -> str:
    """A list of one month of 2023."""
    number = 1 + n % 12
    return listed(**{"from": f"2023-{number:02d}-01", "until": f"2023-{number:02d}-28"})


def requests_of(area: str, some: list[str], deep: str) -> list[Asked]:
    """What is asked. Peer figures: the nearest system at a million records, p95 in ms, 8 clients,
    two cores, its rows of like selectivity."""
    return [
        Asked("list", lambda n: LIST, FULL, 517),
        Asked("list, deep page", lambda n: listed(after=deep), FULL),
        Asked("filter by state (11 %)", lambda n: listed(state="verification"), FULL, 127),
        Asked("filter by kind (2 %)", lambda n: listed(kind="incident.abduction"), FULL, 394),
        Asked("filter by month (1.5 %)", month, FULL, 157),
        Asked("place with what lies under it", lambda n: listed(place=area), FULL, 1997),
        Asked("common word (20 %)", lambda n: listed(q="commonword"), FULL, 12537),
        Asked("two words (5 %)", lambda n: listed(q="commonword commontwo"), FULL, 2792),
        Asked("middle word (2 %)", lambda n: listed(q="middleword"), FULL),
        Asked("rare word (0.01 %)", lambda n: listed(q="rareword"), 1, 148),
        Asked("word of every summary", lambda n: listed(q="shots"), FULL),
        Asked(
            "common word, place and state",
            lambda n: listed(q="commonword", place=area, state="verification"),
            FULL,
        ),
        Asked("incident page", lambda n: f"{LIST}{some[n % len(some)]}/", 5, 90),
    ]


def session_cookie(account: Any) -> str:
    """A signed-in session, as the sign-in page would make it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["seen"] = int(time.time())
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def casualty_times(account: Any) -> dict[str, Any]:
    """Seconds of the casualty tables of three years, first and again, and what they counted."""
    from sijill.analyse.figures import casualty_tables
    from sijill.trust.access.viewer import bind
    from sijill.trust.accounts.viewers import viewer_of

    viewer = viewer_of(account)
    found: dict[str, Any] = {}
    for year in (2021, 2022, 2023):
        times, totals = [], []
        for fresh in (True, False):
            started = time.perf_counter()
            with bind(viewer):
                tables = casualty_tables(viewer, date(year, 1, 1), date(year, 12, 31), fresh=fresh)
            times.append(round(time.perf_counter() - started, 3))
            totals.append({measure.name: measure.best for measure in tables.measures})
        if totals[0] != totals[1] or not all(totals[0].values()):
            raise SystemExit(f"The table of {year} is empty or changed when repeated: {totals}")
        found[str(year)] = {"first": times[0], "again": times[1], **totals[0]}
    return found


def samples(connection: Any) -> tuple[str, list[str], str]:
    """An area, references of five hundred incidents, and the cursor of a page in the middle."""
    some = connection.execute("SELECT reference FROM incidents_incident ORDER BY id LIMIT 500")
    area = connection.execute("SELECT area_id FROM incidents_incident LIMIT 1").fetchone()[0]
    day, key = connection.execute(
        "SELECT sort_day, id FROM incidents_incident WHERE sort_day <= '2022-06-30' "
        "ORDER BY sort_day DESC, id DESC LIMIT 1"
    ).fetchone()
    return area, [row[0] for row in some], f"{day.isoformat()}.{key.hex}"


def pages(given: argparse.Namespace, cookie: str, asked: list[Asked], database: int) -> dict:
    """Serve, ask each kind of request, and stop serving."""
    web = subprocess.Popen(place_command())
    results = {}
    try:
        wait()
        cost = Cost(web.pid, database)
        for one in asked:
            if given.only and given.only not in one.name:
                continue
            measure(one, cookie, given.clients, 2, cost)
            results[one.name] = measure(one, cookie, given.clients, given.each, cost)
    finally:
        stop(web)
    return results


def stop(web: subprocess.Popen[bytes]) -> None:
    """End the server and its workers, by force when it does not end by itself."""
    workers = psutil.Process(web.pid).children(recursive=True)
    web.terminate()
    try:
        web.wait(15)
    except subprocess.TimeoutExpired:
        for process in [*workers, psutil.Process(web.pid)]:
            process.kill()
        web.wait()


def main() -> None:
    """Fill, serve, ask, print."""
    options = argparse.ArgumentParser()
    options.add_argument("--acts", type=int, default=1_000_000)
    options.add_argument("--acts-each", type=int, default=3, help="acts of an incident")
    options.add_argument("--clients", type=int, default=8)
    options.add_argument("--each", type=int, default=40)
    options.add_argument("--only", help="only requests whose name holds this")
    options.add_argument("--data", help="keep the filled folder here and use it again")
    given = options.parse_args()
    data = place.prepare(given.data)
    load = [machine_load()]
    with place.root_connection(data) as connection:
        empty = connection.execute("SELECT count(*) FROM incidents_act").fetchone()[0] == 0
        filled = fill(connection, given.acts, given.acts_each) if empty else {}
        world = {**described(connection), **filled}
        asked = requests_of(*samples(connection))
    manager = place.account("bench.manager", "information_manager")
    results = pages(given, session_cookie(manager), asked, place.database_process(data))
    load.append(machine_load())
    figures = casualty_times(manager)
    place.say(
        {
            "world": world,
            "clients": given.clients,
            "load_average": [*load, machine_load()],
            "pages": results,
            "casualty_table_year_seconds": figures,
        }
    )
    from django.db import connections

    connections.close_all()
    place.remove(data, named=bool(given.data))


def place_command() -> list[str]:
    """The web server as `sijill serve` runs it."""
    from sijill.cli.server import web_command

    return web_command("127.0.0.1", PORT, 2, 4)


def wait() -> None:
    """Until the server answers."""
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(json.dumps({"error": "the server did not start"}))


if __name__ == "__main__":
    main()
