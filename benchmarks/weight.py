"""Compressed bytes of signed-in pages: the first visit, and the next with a warm cache.

Measured in Chromium (what it really fetches, fonts by language included), over the network
events of its developer protocol.
"""

from __future__ import annotations

import argparse
import subprocess
from typing import Any

from benchmarks import load, pages, place

CHROMIUM = "/usr/bin/chromium"
PATHS = ["/desk/", "/desk/incidents/", "/desk/incidents/new/", "/desk/reports/"]


def transferred(browser: Any, cookie: str, language: str, path: str) -> dict[str, float]:
    """Bytes over the wire on a first and a second visit of one page, in kB."""
    context = browser.new_context(locale=language)
    name, _, value = cookie.partition("=")
    context.add_cookies(
        [
            {"name": name, "value": value, "url": f"http://127.0.0.1:{load.PORT}"},
            {"name": "sijill_language", "value": language, "url": f"http://127.0.0.1:{load.PORT}"},
        ]
    )
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    counted = {"bytes": 0}
    protocol.on(
        "Network.loadingFinished",
        lambda event: counted.update(bytes=counted["bytes"] + int(event["encodedDataLength"])),
    )
    found = {}
    for visit in ("first", "after"):
        counted["bytes"] = 0
        answer = page.goto(f"http://127.0.0.1:{load.PORT}{path}", wait_until="networkidle")
        if answer is None or answer.status != 200:
            raise SystemExit(f"{path} answered {answer and answer.status}")
        found[visit] = round(counted["bytes"] / 1000, 1)
    context.close()
    return found


def main() -> None:
    """Serve a small world and weigh its pages in two languages."""
    options = argparse.ArgumentParser()
    options.add_argument("--data")
    given = options.parse_args()
    data = place.prepare(given.data)
    with place.root_connection(data) as connection:
        if connection.execute("SELECT count(*) FROM incidents_act").fetchone()[0] == 0:
            pages.fill(connection, 3000)
        one = connection.execute("SELECT reference FROM incidents_incident LIMIT 1").fetchone()[0]
    cookie = pages.session_cookie(place.account("bench.head", "head_of_office"))
    from playwright.sync_api import sync_playwright

    web = subprocess.Popen(pages.place_command())
    try:
        pages.wait()
        with sync_playwright() as p:
            browser = p.chromium.launch(
                executable_path=CHROMIUM,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            found = {
                language: {
                    path: transferred(browser, cookie, language, path)
                    for path in [*PATHS, f"/desk/incidents/{one}/"]
                }
                for language in ("en", "ar")
            }
            browser.close()
    finally:
        pages.stop(web)
    place.say({"kilobytes": found, "must": {"first": 150, "after": 30}})
    from django.db import connections

    connections.close_all()
    place.remove(data, named=bool(given.data))


if __name__ == "__main__":
    main()
