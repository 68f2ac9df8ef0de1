"""Hostile values in every address, parameter and field: an answer in words, never a fault.

Field names are read from the pages themselves (forms, links, what htmx sends), so that a new
field is tried without being listed here. What a request changed is taken back after each.
"""

from __future__ import annotations

import os
import random
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse

import sijill.web
from tests.web.test_access_matrix import ROWS, World, arguments, patterns
from tests.web.test_access_matrix import world as world  # the fixture

pytestmark = pytest.mark.django_db

MARKUP = "'\"><script>alert(7)</script><img src=x onerror=alert(7)>"
HOSTILE = (
    "\x00",
    "a\x00b",
    "x" * 10_000,
    "ش" * 10_000,
    "\u202egnp.exe\u2066\u200f\u2069\u200b",
    "31/02/2024",
    "2024-13-45",
    "99999-01-01",
    "0000-00-00",
    "9999-12-31",
    "0001-01-01",
    "9999-12",
    "9999-12-31.ffffffffffffffffffffffffffffffff",
    "-00010101ffffffffffffffffffffffffffffffff",
    "9999-12-31T23:59:59.999999-23:59_ffffffff-ffff-ffff-ffff-ffffffffffff",
    "0001-01-01T00:00:00+23:59_ffffffff-ffff-ffff-ffff-ffffffffffff",
    "not-a-uuid",
    "00000000-0000-0000-0000-000000000000",
    str(uuid.UUID(int=2**128 - 1)),
    "-1",
    "999999999999999999999999999999",
    "1e400",
    "NaN",
    "٣٤٥",
    "no.such_term",
    "XXX-2026-00000",
    "../../etc/passwd",
    '=HYPERLINK("http://example.org")',
    "%s%d{0}{x}%(name)s",
    "'; DROP TABLE x; --",
    "[]",
    '{"a": [null, {"b": 1}]}',
    "null",
    "true",
    "https://example.org/away",
    "//example.org",
    "\U0001f469\u200d\U0001f467\ufffd\ufffe",
    "\r\nSet-Cookie: a=b",
    "",
    "   ",
    MARKUP,
)
# How many times each address is asked, by whom. SIJILL_BAD_REQUEST_ROUNDS=5 asks five times more.
PEOPLE = {"head": 1, "documenter": 1, "manager": 1, "administrator": 1}
ROUNDS = int(os.environ.get("SIJILL_BAD_REQUEST_ROUNDS", "1"))
WEB = Path(sijill.web.__file__).parent
SKIP = {"account_logout", "account_sessions"}


class Undo(Exception):
    """Takes back what a request changed."""


@dataclass
class Form:
    """One form of a page, or what htmx sends for one element."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)


class Reader(HTMLParser):
    """Forms with their fields, addresses that htmx asks, and the names in links' queries."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.forms, self.names = here, [], set()
        self._open: Form | None = None
        self._area: list[Any] | None = None

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in given}
        for name in ("href", "hx-get", "action"):
            self.names |= {key for key, _ in parse_qsl(urlsplit(at.get(name, "")).query)}
        if tag == "form":
            self._open = Form(at.get("action") or self.here, at.get("method", "get").lower())
            self.forms.append(self._open)
        for method in ("get", "post"):
            if f"hx-{method}" in at and tag != "form":
                names = [(at["name"], at.get("value", ""))] if at.get("name") else []
                self.forms.append(Form(at[f"hx-{method}"], method, names))
        if tag in ("input", "select", "button", "textarea") and at.get("name") and self._open:
            self._open.values.append((at["name"], at.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def forms_of(url: str, body: str) -> Reader:
    reader = Reader(url)
    reader.feed(body)
    return reader


class Prober:
    """One person's browser, and what went wrong in it."""

    def __init__(self, account: Any) -> None:
        self.client = Client(raise_request_exception=False)
        self.client.force_login(account)
        self.wrong: list[str] = []
        self.asked = 0

    def ask(
        self, method: str, url: str, values: list[tuple[str, str]] | None = None, **headers: str
    ) -> Any:
        """The answer, with everything the request wrote taken back."""
        answer: list[Any] = []
        try:
            with transaction.atomic(), transaction.atomic(using="journal"):
                body = urlencode(values or [])
                answer.append(
                    self.client.generic(
                        method,
                        url,
                        body,
                        content_type="application/x-www-form-urlencoded",
                        **headers,
                    )
                )
                raise Undo
        except Undo:
            pass
        self.asked += 1
        self.judge(method, url, values, answer[0])
        return answer[0]

    def judge(self, method: str, url: str, values: Any, answer: Any) -> None:
        said = f"{method} {url[:160]} {str(values)[:300] if values else ''}"
        if answer.status_code >= 500:
            error = getattr(answer, "exc_info", None)
            self.wrong.append(f"{answer.status_code} {error and error[0].__name__}: {said}")
            return
        away = answer.headers.get("Location", "")
        if "example.org" in (urlsplit(away).netloc or ""):
            self.wrong.append(f"sends people to {away}: {said}")
        if "\n" in str(answer.headers.get("Content-Disposition", "")):
            self.wrong.append(f"header split: {said}")
        kind = answer.headers.get("Content-Type", "")
        if "html" in kind and not answer.streaming and b"<script>alert(7)" in answer.content:
            self.wrong.append(f"echoes markup: {said}")


def rotated(names: list[str], turn: int) -> list[tuple[str, str]]:
    """Each name with a hostile value; another one for each turn."""
    return [(name, HOSTILE[(place + turn * 7) % len(HOSTILE)]) for place, name in enumerate(names)]


def addresses(world: World, held: Any) -> Iterator[tuple[Any, str]]:
    for pattern in patterns():
        row = next((r for r in ROWS if r.address == pattern.name), None)
        if row is None or pattern.name in SKIP:
            continue
        values = arguments(pattern, row, held, world)
        yield row, reverse(row.address, kwargs=values or None)


def asked_for() -> set[str]:
    """Every parameter that the source reads by name: pages may keep some from their forms."""
    text = "".join(path.read_text() for path in WEB.rglob("*.py"))
    return set(re.findall(r"""(?:GET|given|data)\.get(?:list)?\(\s*["']([\w-]+)""", text))


def collect(prober: Prober, urls: list[tuple[Any, str]]) -> tuple[list[Form], list[str]]:
    """Every form of every page, and every name of a query."""
    forms: dict[tuple[str, str, frozenset[str]], Form] = {}
    names: set[str] = set()
    for row, url in urls:
        found = prober.ask("GET" if "GET" in row.methods else "POST", url)
        if found.streaming or "html" not in found.headers.get("Content-Type", ""):
            continue
        reader = forms_of(url, found.content.decode())
        names |= reader.names
        for form in reader.forms:
            if form.method == "get":
                names |= {name for name, _ in form.values}
            forms.setdefault(
                (form.method, urlsplit(form.action).path, frozenset(n for n, _ in form.values)),
                form,
            )
    return list(forms.values()), sorted(names)


def parameters(prober: Prober, urls: list[tuple[Any, str]], names: list[str], turns: int) -> None:
    """Every page with every parameter that any page knows, each holding something hostile."""
    for place, (row, url) in enumerate(urls):
        for turn in range(turns if "GET" in row.methods else 0):
            prober.ask("GET", f"{url}?{urlencode(rotated(names, turn + place))}")


def fields(prober: Prober, forms: list[Form], turns: int) -> None:
    """Every form: all fields hostile at once, then some alone among the form's own values."""
    for number, form in enumerate(forms):
        if form.method != "post" or resolve(urlsplit(form.action).path).url_name in SKIP:
            continue
        chance = random.Random(number)
        names = sorted({name for name, _ in form.values} - {"csrfmiddlewaretoken"})
        for turn in range(turns):
            prober.ask("POST", form.action, rotated(names, turn + number))
        for name in chance.sample(names, min(len(names), turns * 2)):
            others = [(n, v) for n, v in form.values if n != name]
            for bad in chance.sample(HOSTILE, ROUNDS):
                prober.ask("POST", form.action, [*others, (name, bad), (name, MARKUP)])


@pytest.mark.parametrize("who", PEOPLE)
def test_parameters_and_fields(who: str, world: World) -> None:
    prober = Prober(getattr(world.cast, who))
    urls = list(addresses(world, world.own))
    forms, names = collect(prober, urls)
    names = sorted({*names, *asked_for()})
    assert len(forms) > 5
    assert len(names) > 30
    parameters(prober, urls, names, PEOPLE[who] * ROUNDS)
    fields(prober, forms, PEOPLE[who] * ROUNDS)
    assert prober.wrong == []


def test_addresses(world: World) -> None:
    """Something hostile in the place of every reference: no such page, or a bad request."""
    prober = Prober(world.cast.head)
    for row, url in addresses(world, world.own):
        own = [part for part in re.split(r"/", url) if re.search(r"\d", part)]
        for part in own:
            for bad in HOSTILE[:: max(1, 8 // ROUNDS)]:
                if bad.strip(" ./"):
                    prober.ask(row.methods[0], url.replace(part, quote(bad, safe="")))
    assert prober.wrong == []


def test_a_head_request_never_acts(world: World) -> None:
    """HEAD carries no form token: pages that only act do not answer it."""
    prober = Prober(world.cast.head)
    for row, url in addresses(world, world.own):
        if "GET" not in row.methods:
            assert prober.ask("HEAD", url).status_code == 405, url


def test_what_cannot_be_kept_is_said_in_words(world: World) -> None:
    client = Client()
    client.force_login(world.cast.documenter)
    for answer in (
        client.post(reverse("people"), {"name": "a\0b"}),
        client.get(reverse("incidents"), {"q": "\0"}),
        client.get("/desk/incidents/%00/"),
    ):
        assert answer.status_code == 400
        assert "NUL" in answer.content.decode()


FILES = (
    (b"", "empty.csv"),
    (b"\x00" * 500, "nul.csv"),
    (b"PK\x03\x04" + b"\xff" * 200, "broken.xlsx"),
    (b"\xff\xfe" + b"a,b\n1,2\n" * 20, "half.csv"),
    (b"a,b\n" + b'"' * 5_000, "quotes.csv"),
    (b"a" * 200_000, "one.csv"),
    (b"id,date\n1,2\n", "x" * 400 + ".csv"),
    (b"id,date\n1,2\n", '../\r\n"; x=\u202efdp.csv'),
    (b"id,date\n1,2\n", "\x00.csv"),
    (b"i\x00d,da\x00te,governo\x00rate,killed\n1,2021-05-03,Baghdad,2\n", "heading.csv"),
    ("id,\u202edate,<script>alert(7)</script>\n1,2021-05-03,x\n".encode(), "heading.csv"),
    (b"=1+1,=2\n=cmd|' /C calc'!A0,2\n", "formula.csv"),
)
TEXTS = (
    "a = " + "[" * 20_000,
    "a = " + "1" * 5_000,
    'format = 1\ntitle = "a\\u0000b"',
    "format = 1979-05-27",
    "[a." + "a." * 2_000 + "a]",
    MARKUP,
)


SPOILT = [(turn, bad) for turn in (1, 2, 9, 0) for bad in ("x" * 2_000, "\\u0000", "<b>", "")]


def test_files_and_mappings(world: World) -> None:
    """Hostile files, the preview's form with hostile fields, and hostile texts of a mapping."""
    prober = Prober(world.cast.manager)
    for content, name in FILES:
        answer = prober.client.post(
            reverse("import_new"), {"file": SimpleUploadedFile(name, content)}
        )
        prober.judge("POST", name, None, answer)
        if answer.status_code == 302:
            address = answer["Location"]
            prober.judge("GET", name, None, prober.client.get(address))
            for do in ("save", "begin"):
                prober.ask("POST", address, [("mapping", "-"), ("do", do), ("code", "some-code")])
    sheet = SimpleUploadedFile("cases.csv", b"id,date,place,killed\n1,2021-05-03,Baghdad,2\n")
    preview = prober.client.post(reverse("import_new"), {"file": sheet})["Location"]
    reader = forms_of(preview, prober.ask("GET", preview).content.decode())
    form = max(reader.forms, key=lambda form: len(form.values))
    names = sorted({name for name, _ in form.values} - {"csrfmiddlewaretoken"})
    assert len(names) > 10
    for turn, do in enumerate(("show", "save", "begin", *HOSTILE[::6])):
        prober.ask("POST", preview, [*rotated(names, turn), ("mapping", "-"), ("do", do)])
        own = [*form.values, ("do", do), (names[turn % len(names)], HOSTILE[turn])]
        prober.ask("POST", preview, own)
    mapping = reverse("mapping", args=["ucdp-aec-iraq"])
    ready = (settings.PACK / "mappings" / "ucdp_aec_iraq.toml").read_text()
    assert prober.ask("POST", mapping, [("text", ready)]).status_code == 302
    spoilt = [re.sub(r'"[^"]*"', lambda _, to=to: f'"{to}"', ready, count=n) for n, to in SPOILT]
    for text in (*TEXTS, *HOSTILE, *spoilt):
        prober.ask("POST", mapping, [("text", text)])
    assert prober.wrong == []
