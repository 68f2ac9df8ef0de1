"""Lists, search and pages over HTTP with a million acts; a year's casualty table."""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import subprocess
import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks import place
from benchmarks.world import fill

PORT = 8931
# The nearest system at 1M records, p95 in ms, 8 clients, two cores (measured 21 Nov 2026).
PEER = {
    "list": 517,
    "filtered list": 394,
    "place with what lies under": 1997,
    "month": 157,
    "common word": 12537,
    "two words": 2792,
    "rare word": 148,
    "incident page": 90,
}


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


def measure(cookie: str, paths: Callable[[int], str], clients: int, each: int) -> dict[str, Any]:
    """p50, p95, p99 in ms and requests a second of ``clients`` asking ``each`` times."""
    times: list[float] = []
    wrong: list[int] = []
    lock = threading.Lock()

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        own = []
        for turn in range(each):
            started = time.perf_counter()
            connection.request("GET", paths(number * each + turn), headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            own.append((time.perf_counter() - started) * 1000)
            if answer.status != 200:
                with lock:
                    wrong.append(answer.status)
        with lock:
            times.extend(own)

    started = time.perf_counter()
    threads = [threading.Thread(target=ask, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    cuts = statistics.quantiles(times, n=100)
    return {
        "p50": round(cuts[49]),
        "p95": round(cuts[94]),
        "p99": round(cuts[98]),
        "a_second": round(len(times) / seconds),
        "wrong": wrong[:3],
    }


def casualty_times(account: Any) -> dict[str, float]:
    """Seconds of a year's casualty table, first and again."""
    from sijill.analyse.figures import casualty_tables
    from sijill.trust.access.viewer import bind
    from sijill.trust.accounts.viewers import viewer_of

    viewer = viewer_of(account)
    found = {}
    for name in ("first", "again"):
        started = time.perf_counter()
        with bind(viewer):
            casualty_tables(viewer, date(2023, 1, 1), date(2023, 12, 31))
        found[name] = round(time.perf_counter() - started, 3)
    return found


def main() -> None:
    """Fill, serve, ask, print."""
    options = argparse.ArgumentParser()
    options.add_argument("--acts", type=int, default=1_000_000)
    options.add_argument("--clients", type=int, default=8)
    options.add_argument("--each", type=int, default=40)
    options.add_argument("--data", help="keep the filled folder here and use it again")
    given = options.parse_args()
    data = place.prepare(given.data)
    with place.root_connection(data) as connection:
        count = connection.execute("SELECT count(*) FROM incidents_act").fetchone()[0]
        world = fill(connection, given.acts) if count == 0 else {"acts": count}
        some = [
            row[0]
            for row in connection.execute(
                "SELECT reference FROM incidents_incident ORDER BY id LIMIT 500"
            )
        ]
        area = connection.execute("SELECT area_id FROM incidents_incident LIMIT 1").fetchone()[0]
    manager = place.account("bench.manager", "information_manager")
    cookie = session_cookie(manager)
    web = subprocess.Popen(place_command())
    try:
        wait()
        asked = {
            "list": lambda n: "/desk/incidents/",
            "filtered list": lambda n: "/desk/incidents/?state=verification",
            "place with what lies under": lambda n: f"/desk/incidents/?place={area}",
            "month": lambda n: (
                f"/desk/incidents/?since=2023-{1 + n % 12:02d}-01&until=2023-{1 + n % 12:02d}-28"
            ),
            "common word": lambda n: "/desk/incidents/?text=commonword",
            "two words": lambda n: "/desk/incidents/?text=commonword+commontwo",
            "middle word": lambda n: "/desk/incidents/?text=middleword",
            "rare word": lambda n: "/desk/incidents/?text=rareword",
            "incident page": lambda n: f"/desk/incidents/{some[n % len(some)]}/",
        }
        results = {}
        for name, paths in asked.items():
            measure(cookie, paths, given.clients, 2)
            results[name] = measure(cookie, paths, given.clients, given.each)
            if name in PEER:
                results[name]["peer_p95"] = PEER[name]
                results[name]["ratio"] = round(PEER[name] / max(1, results[name]["p95"]), 1)
    finally:
        web.terminate()
        web.wait()
    result = {
        "world": world,
        "clients": given.clients,
        "pages": results,
        "casualty_table_year_seconds": casualty_times(manager),
    }
    place.say(result)
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
