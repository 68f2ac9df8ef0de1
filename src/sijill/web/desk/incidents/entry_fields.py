"""Fields of the recording forms: what was typed becomes a code, or a sentence says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sijill.record.sources.models import Source
from sijill.web.desk.incidents.record_terms import (
    Choice,
    actor_choices,
    exactly,
    ranked,
    term_choices,
)

Options = list[tuple[str, str | Promise]]


def term_options(vocabulary: str, blank: str | Promise | None = None) -> Options:
    """(key, label) of a vocabulary for a select, with a first empty one when ``blank`` is given."""
    first: Options = [] if blank is None else [("", blank)]
    return [*first, *((choice.key, choice.text) for choice in term_choices(vocabulary))]


class Combo(forms.TextInput):
    """A text input that becomes a combobox (static/js/combobox.js); without it, a datalist."""

    def __init__(self, *, list: str = "", lookup: str = "", main: bool = False, **attrs: Any):
        given = {"dir": "auto", "autocomplete": "off", "data-combo": lookup or "list"}
        given |= {"list": list} if list else {}
        given |= {"data-main": ""} if main else {}
        super().__init__({**given, **attrs})


class ManyTexts(Combo):
    """Several text inputs under one name: the acts one victim suffered."""

    another = _("Another act")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = self.build_attrs(self.attrs, attrs)
        label_id = given.pop("id", "")
        rows = []
        for at, text in enumerate(value or [""]):
            one = {**given, "id": label_id if at == 0 else f"{label_id}_{at}"}
            if at:
                one.pop("data-main", None)
                one["aria-label"] = str(self.another)
            rows.append((super().render(name, text, one, renderer),))
        return format_html('<div class="many" data-many>{}</div>', format_html_join("", "{}", rows))


class TermField(forms.CharField):
    """A term typed by its label in any of our languages, or by its code; cleans to the key."""

    sentence = _("“%(text)s” is not in the list. Type its first letters and choose one.")
    nearest = _("“%(text)s” is not in the list. Did you mean “%(near)s”?")

    def __init__(self, vocabulary: str, **given: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(**{"required": False, **given})

    def choices(self) -> list[Choice]:
        """What may be typed here."""
        return term_choices(self.vocabulary)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.key_of(text) if text else ""

    def key_of(self, text: str) -> str:
        """The key of what was typed. Raises ValidationError that names the nearest choice."""
        choices = self.choices()
        found = exactly(choices, text)
        if found:
            return found.key
        near = ranked(choices, text, 1)
        if near:
            raise ValidationError(self.nearest, params={"text": text, "near": near[0].text})
        raise ValidationError(self.sentence, params={"text": text})

    def prepare_value(self, value: Any) -> Any:
        """A key becomes its label; what somebody typed stays as typed."""
        if isinstance(value, str):
            found = next((choice for choice in self.choices() if choice.key == value), None)
            return found.text if found else value
        return value


class TermsField(TermField):
    """Several terms: what was done to one victim."""

    def clean(self, value: Any) -> list[str]:
        texts = [text.strip() for text in value or [] if text.strip()]
        return list(dict.fromkeys(self.key_of(text) for text in texts))

    def prepare_value(self, value: Any) -> Any:
        texts = value if isinstance(value, list | tuple) else [value] if value else []
        return [super(TermsField, self).prepare_value(text) for text in texts]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [t for t in data or [] if t.strip()] != list(initial or [])


class ActorField(TermField):
    """An actor category by its name in any language, a variant, or its short code."""

    sentence = _(
        "“%(text)s” is not one of the actor categories. Choose one, or “Unknown” (U0), and write "
        "the name as told in the account."
    )

    def __init__(self, **given: Any) -> None:
        super().__init__("", **given)

    def choices(self) -> list[Choice]:
        return actor_choices()


class SourceField(forms.CharField):
    """A source by its code, or the kind of a source not known yet.

    Cleans to a Source, to the key of a kind, or to "".
    """

    sentence = _(
        "No source has the code “%(text)s”, and it is no kind of source. Choose one from the list."
    )

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return ""
        source = Source.objects.filter(reference=text.split()[0].upper()).first()
        if source is not None:
            return source
        kind = exactly(term_choices("source"), text)
        if kind is None:
            raise ValidationError(self.sentence, params={"text": text})
        return kind.key

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and value.startswith("source."):
            return next((c.text for c in term_choices("source") if c.key == value), value)
        return value


def select(choices: Sequence[tuple[Any, Any]], *, main: bool = False, **attrs: Any) -> forms.Select:
    """A native select: one letter chooses, without JavaScript too."""
    return forms.Select({**({"data-main": ""} if main else {}), **attrs}, choices)
