"""Many clients asking a server over HTTP; what each answer took and what it cost in CPU."""

from __future__ import annotations

import http.client
import os
import re
import statistics
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import psutil

PORT = 8931
REFERENCE = re.compile(rb'class="code"[^>]*>([A-Z]{2,8}(?:-[0-9A-Z]+){2})<')


@dataclass(frozen=True)
class Asked:
    """One kind of request. path: address of the n-th one. least: references it must show.

    peer: p95 in ms of the nearest system's like request (see README.md), where there is one.
    """

    name: str
    path: Callable[[int], str]
    least: int
    peer: int | None = None


@dataclass
class Clients:
    """What eight clients saw."""

    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    fewest: int = 10**6
    lock: threading.Lock = field(default_factory=threading.Lock)


def measure(asked: Asked, cookie: str, clients: int, each: int, cost: Cost) -> dict[str, Any]:
    """p50, p95, p99 in ms, requests a second, CPU ms a request, and rows on the emptiest page.

    Raises SystemExit when an answer is no page or shows fewer records than it must: the time of
    an empty page says nothing.
    """
    seen = Clients()
    cost.start()
    started = time.perf_counter()
    threads = [
        threading.Thread(target=_ask, args=(asked, cookie, range(n * each, (n + 1) * each), seen))
        for n in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    if seen.wrong:
        raise SystemExit(f"{asked.name}: {len(seen.wrong)} wrong answers, such as {seen.wrong[0]}")
    return {**_summary(seen, seconds), **cost.of_each(len(seen.times)), **_beside(asked, seen)}


def _ask(asked: Asked, cookie: str, turns: range, seen: Clients) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    with closing(connection):
        _ask_each(asked, cookie, connection, turns, seen)


def _ask_each(
    asked: Asked,
    cookie: str,
    connection: http.client.HTTPConnection,
    turns: range,
    seen: Clients,
) -> None:
    for turn in turns:
        path = asked.path(turn)
        started = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        body = answer.read()
        taken = (time.perf_counter() - started) * 1000
        shown = len(set(REFERENCE.findall(body)))
        with seen.lock:
            seen.times.append(taken)
            seen.fewest = min(seen.fewest, shown)
            if answer.status != 200 or shown < asked.least:
                seen.wrong.append(f"{path}: status {answer.status}, {shown} records shown")


def _summary(seen: Clients, seconds: float) -> dict[str, Any]:
    cuts = statistics.quantiles(seen.times, n=100)
    return {
        "p50": round(cuts[49]),
        "p95": round(cuts[94]),
        "p99": round(cuts[98]),
        "a_second": round(len(seen.times) / seconds),
        "records_shown": seen.fewest,
    }


def _beside(asked: Asked, seen: Clients) -> dict[str, Any]:
    if asked.peer is None:
        return {}
    p95 = statistics.quantiles(seen.times, n=100)[94]
    return {"peer_p95": asked.peer, "ratio": round(asked.peer / max(1.0, p95), 1)}


class Cost:
    """CPU time of the web processes and of the database: a busy machine moves it little."""

    def __init__(self, web: int, database: int) -> None:
        self._roots = {"web_cpu_ms": web, "database_cpu_ms": database}
        self._before: dict[str, float] = {}

    def start(self) -> None:
        self._before = {name: _cpu(root) for name, root in self._roots.items()}

    def of_each(self, requests: int) -> dict[str, float]:
        """Milliseconds a request since ``start``."""
        spent = {name: _cpu(root) - self._before[name] for name, root in self._roots.items()}
        return {name: round(seconds * 1000 / requests, 1) for name, seconds in spent.items()}


def _cpu(root: int) -> float:
    """Seconds of a process and of those it started; backends that ended meanwhile are its own."""
    own = psutil.Process(root)
    total = 0.0
    for process in [own, *own.children(recursive=True)]:
        try:
            used = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += used.user + used.system
    return total


def machine_load() -> list[float]:
    """The load average: how much else the machine was doing."""
    return [round(value, 1) for value in os.getloadavg()]
