"""Pages as a reader sees them: their text without tags, spaces evened out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.http import HttpResponse


class Text(HTMLParser):
    """The words of a page, without styles, scripts and drawings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.inside = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag in ("svg", "script", "style", "head")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in ("svg", "script", "style", "head")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.append(data)


def said_by(response: HttpResponse) -> str:
    """The page's words in reading order, one space between them."""
    words = " ".join(Text(response.content.decode()).words)
    return re.sub(r"\s+", " ", words)
