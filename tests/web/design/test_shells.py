"""The base templates: language, direction, policy, and what works without JavaScript."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from sijill.web.design import kit

SHELLS = ["desk.html", "public.html", "sign.html"]


class Page(HTMLParser):
    """The tags of a page, with their attributes; complains of tags left open."""

    EMPTY = {"meta", "link", "input", "br", "img", "hr"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def kit_page(draw: Any) -> Any:
    def page(shell: str, language: str = "en") -> str:
        return draw("design/kit.html", language, shell=shell, **kit.context(language))

    return page


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_tag_is_closed_and_every_id_is_unique(kit_page, shell, language):
    page = Page(kit_page(shell, language))
    assert page.open == []
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert sorted(ids) == sorted(set(ids))
    for _, attributes in page.tags:
        for name in ("aria-labelledby", "aria-describedby", "popovertarget"):
            for target in (attributes.get(name) or "").split():
                assert target in ids, f"{name} points at {target}, which is not on the page"


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_a_strict_content_policy_refuses(kit_page, shell):
    html = kit_page(shell)
    page = Page(html)
    assert "<style" not in html
    for tag, attributes in page.tags:
        assert "style" not in attributes, tag
        assert not any(name.startswith("on") for name in attributes), tag
    for script in page.named("script"):
        assert (script.get("src") or "").startswith("/static/")
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_the_public_shell_has_no_script_and_asks_no_form_of_htmx(kit_page):
    page = Page(kit_page("public.html"))
    assert page.named("script") == []


def test_the_desk_uses_htmx_4_with_the_header_inherited(kit_page):
    html = kit_page("desk.html")
    assert "django_htmx/htmx-4" in html
    assert 'hx-headers:inherited=\'{"X-CSRFToken": "' in html


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ckb", "rtl")])
def test_language_and_direction(draw, language, direction):
    page = Page(draw("base.html", language))
    assert page.named("html")[0]["lang"] == language
    assert page.named("html")[0]["dir"] == direction


def test_the_skip_link_comes_first_and_lands_on_main(kit_page):
    for shell in SHELLS:
        page = Page(kit_page(shell))
        assert page.named("a")[0]["href"] == "#main"
        assert [main["id"] for main in page.named("main")] == ["main"]
        assert len(page.named("h1")) == 1


def test_the_language_form_comes_back_to_this_page(draw):
    page = Page(draw("sign.html"))
    names = {field["name"]: field["value"] for field in page.named("input") if "name" in field}
    assert names["next"] == "/somewhere?page=2"
    values = [b["value"] for b in page.named("button") if b.get("name") == "language"]
    assert values == ["en", "ar", "ckb"]


def test_the_public_shell_changes_language_by_links_and_sets_no_cookie(draw):
    html = draw("public.html")
    assert '<a href="?page=2&amp;lang=ckb" lang="ckb" hreflang="ckb">' in html
    assert "csrfmiddlewaretoken" not in html


def test_language_links_when_the_page_gives_them(draw):
    links = [{"code": "ar", "label": "العربية", "url": "/ar/", "current": False}]
    html = draw("public.html", language_links=links)
    assert '<a href="/ar/" lang="ar" hreflang="ar">' in html
    assert "<form" not in html


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_theme_cookie_is_drawn_by_the_server(draw, theme):
    assert f'data-theme="{theme}"' in draw("base.html", cookies={"theme": theme})


def test_an_odd_theme_cookie_is_ignored(draw):
    html = draw("base.html", cookies={"theme": '"><script>'})
    assert "data-theme" not in html
    assert "<script" not in html


def test_marks_and_banners_only_when_asked(draw):
    plain = draw("desk.html")
    assert "banner-demo" not in plain
    assert 'class="classification' not in plain
    marked = draw("desk.html", demo=True, classification="Confidential & sealed")
    assert "banner-demo" in marked
    assert marked.count("Confidential &amp; sealed") == 2
