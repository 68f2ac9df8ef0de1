"""Components: what they say to a screen reader, and that what a person typed stays text."""

from __future__ import annotations

import pytest
from django import forms

HOSTILE = '"><script>alert(1)</script>'


class Report(forms.Form):
    place = forms.CharField(label="Place", help_text="As told")
    secret = forms.BooleanField(label="Sealed", required=False)
    kind = forms.ChoiceField(
        label="Kind", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")]
    )


def test_a_bound_field_joins_label_help_error_and_control(part):
    html = part('<c-field :field="form.place" />', form=Report({}))
    assert '<label for="id_place">Place</label>' in html
    assert 'aria-describedby="id_place_helptext id_place_error"' in html
    assert 'id="id_place_helptext"' in html
    assert 'id="id_place_error"' in html
    assert 'aria-invalid="true"' in html
    assert "is-wrong" in html


def test_a_group_of_choices_is_a_fieldset(part):
    html = part('<c-field :field="form.kind" />', form=Report())
    assert html.startswith('<fieldset class="field"')
    assert "<legend>Kind</legend>" in html


def test_a_checkbox_stands_before_its_label(part):
    html = part('<c-field :field="form.secret" />', form=Report())
    assert html.index("<input") < html.index("<label")


def test_a_field_by_hand(part):
    html = part('<c-field label="Place" for="p" error="Say where"><input id="p"></c-field>')
    assert '<label for="p">Place</label>' in html
    assert '<p class="errorlist" id="p_error">Say where</p>' in html


@pytest.mark.parametrize(
    "markup",
    [
        '<c-field label="{{ bad }}" for="x" help="{{ bad }}" error="{{ bad }}">x</c-field>',
        '<c-field :label="bad" for="x" :help="bad" :error="bad">x</c-field>',
        '<c-button :data-x="bad">{{ bad }}</c-button>',
        '<c-button data-x="{{ bad }}">{{ bad }}</c-button>',
        '<c-link-button :href="bad" :title="bad">{{ bad }}</c-link-button>',
        '<c-card :title="bad">{{ bad }}</c-card>',
        '<c-notice :title="bad" :tone="bad">{{ bad }}</c-notice>',
        '<c-badge :state="bad">{{ bad }}</c-badge>',
        '<c-table :caption="bad" :id="bad"></c-table>',
        '<c-pager :next="bad" :previous="bad" :text="bad" />',
        '<c-empty :title="bad">{{ bad }}</c-empty>',
        '<c-tabs :items="items" :label="bad" />',
        '<c-crumbs :items="items" />',
        '<c-timeline :items="items" :label="bad" />',
        '<c-facts :items="pairs" />',
        '<c-progress :label="bad" :text="bad" :value="bad" :id="bad" />',
        '<c-figure :title="bad" :number="bad" :method-url="bad"></c-figure>',
        '<c-person-code :code="bad" :role="bad" :url="bad" />',
        '<c-partial-date :name="bad" :label="bad" :year="bad" :error="bad" :calendars="pairs" />',
        "<c-kbd>{{ bad }}</c-kbd>",
    ],
)
def test_what_a_person_typed_stays_text(part, markup):
    item = dict.fromkeys(["label", "url", "when", "title", "text", "who", "tone"], HOSTILE)
    html = part(markup, bad=HOSTILE, items=[item], pairs=[(HOSTILE, HOSTILE)])
    assert "<script" not in html
    assert HOSTILE not in html
    assert "alert(1)" in html, "the sample did not reach the page, so nothing was tried"


def test_a_button_keeps_its_other_attributes(part):
    html = part(
        '<c-button kind="primary" hx-post="/x" hx-target:inherited="#y" disabled>Go</c-button>'
    )
    assert '<button type="submit" class="button" data-kind="primary"' in html
    assert 'hx-post="/x"' in html
    assert 'hx-target:inherited="#y"' in html
    assert " disabled>" in html


def test_a_table_is_a_named_region_that_a_keyboard_can_scroll(part):
    html = part('<c-table caption="Killed" id="k" cards><tbody></tbody></c-table>')
    assert 'role="region" tabindex="0" aria-labelledby="k-caption"' in html
    assert '<caption id="k-caption">Killed</caption>' in html
    assert "as-cards" in html


def test_a_pager_without_a_page_before_offers_none(part):
    html = part('<c-pager next="?after=9" text="1–50" />')
    assert 'rel="next"' in html
    assert 'rel="prev"' not in html


def test_progress_says_it_in_words_and_may_be_without_an_end(part):
    html = part('<c-progress id="i" label="Import" value="3" max="9" text="3 of 9" />')
    assert (
        '<progress value="3" max="9" aria-labelledby="i-label" aria-describedby="i-text">' in html
    )
    assert "<progress max" in part('<c-progress id="i" label="Import" text="Counting" />')


def test_tabs_and_crumbs_mark_where_we_are(part):
    items = [{"label": "A", "url": "/a", "current": True, "count": 0}, {"label": "B", "url": "/b"}]
    assert '<a href="/a" aria-current="page">A <span class="count">0</span></a>' in part(
        '<c-tabs :items="items" />', items=items
    )
    assert '<span aria-current="page">Here</span>' in part(
        '<c-crumbs :items="items" />', items=[{"label": "Here"}]
    )


def test_a_component_does_not_take_the_pages_variables(part):
    html = part(
        '<c-card>x</c-card><c-field label="L" for="f">y</c-field>', title="page", error="page"
    )
    assert "page" not in html


def test_a_partial_date_keeps_what_is_known(part):
    html = part(
        '<c-partial-date name="seen" label="Seen" :year="2014" :month="None" :about="True" />'
    )
    assert 'name="seen_year" value="2014"' in html
    assert 'name="seen_month" value=""' in html
    assert 'name="seen_about" checked' in html
