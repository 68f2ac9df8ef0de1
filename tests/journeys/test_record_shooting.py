"""A two-victim shooting, recorded by keyboard alone.

How keys are counted: every keydown the browser sees counts as one, modifiers included (Ctrl+S is
two), letters typed into fields included. Not counted: characters of the narrative, that is keys
that print something while the title or the summary has the focus. Leaving those two fields counts.
The two short names are counted like everything else.
"""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.journeys.conftest import Walk
from tests.journeys.office import Office

MOST_KEYS = 40

COUNTER = """
window.keys = [];
addEventListener("keydown", (event) => {
  const narrative = ["title", "summary"].includes(event.target.name);
  const prints = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!(narrative && prints)) window.keys.push(event.key);
  sessionStorage.setItem("keys", JSON.stringify(window.keys));
}, true);
"""

RECORDED = """
import json
from sijill.record.incidents.models import Act, Incident, Information, Involvement
from sijill.trust.access.viewer import bind
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.viewers import viewer_of
with bind(viewer_of(Account.objects.get(username="documenter"))):
    incident = Incident.objects.get(title="Shooting at a checkpoint")
    acts = Act.objects.filter(incident=incident).order_by("created_at", "pk")
    print(json.dumps({
        "kind": incident.kind_id, "place": incident.place.names["en"],
        "when": str(incident.occurred_from), "precision": incident.occurred_precision,
        "acts": [[a.kind_id, a.sex_id, a.age_group_id, a.status_id, a.cause_id] for a in acts],
        "named": sorted(a.victim.named for a in acts),
        "actors": sorted({i.actor_id for i in Involvement.objects.filter(act__in=acts)}),
        "told": [i.proximity_id for i in Information.objects.filter(incident=incident)],
    }))
"""


def test_a_two_victim_shooting_takes_at_most_forty_keys(walk: Walk, office: Office) -> None:
    page = walk("documenter")
    page.goto("/desk/incidents/new/")
    page.evaluate(COUNTER)
    keys = page.keyboard
    expect(page.locator("[name=title]")).to_be_focused()
    keys.type("Shooting at a checkpoint")
    keys.press("Tab")
    keys.type("Two people were shot at a checkpoint on the way to work.")
    keys.press("Tab")
    keys.type("19/11")
    keys.press("Enter")
    expect(page.locator("[name=place]")).to_be_focused()
    keys.type("mos")
    keys.press("Enter")
    expect(page.locator("[name=kind]")).to_be_focused()
    keys.type("s")
    keys.press("Enter")
    expect(page.locator("[name=victims-0-name]")).to_be_focused()
    keys.type("ali")
    keys.press("Enter")
    keys.type("m")
    keys.press("Enter")
    keys.type("c")
    keys.press("Enter")
    keys.type("ki")
    keys.press("Alt+V")
    expect(page.locator("[name=victims-1-name]")).to_be_focused()
    keys.type("sara")
    keys.press("Enter")
    keys.type("w")
    keys.press("Enter")
    expect(page.locator("[name=perpetrators-0-actor]")).to_be_focused()
    keys.type("u1")
    keys.press("Enter")
    expect(page.locator("[name=information-0-source]")).to_be_focused()
    keys.type("wi")
    counted = page.evaluate("window.keys.length")
    keys.press("Control+S")
    page.wait_for_url(lambda url: "/new/" not in url)
    pressed = json.loads(page.evaluate("sessionStorage.getItem('keys')"))
    assert len(pressed) == counted + 2
    assert len(pressed) <= MOST_KEYS, pressed
    recorded = json.loads(office.run(RECORDED))
    year = page.evaluate("new Date().getFullYear()")
    assert recorded["kind"] == "incident.shooting"
    assert recorded["place"] == "Mosul"
    assert recorded["when"] in (f"{year}-11-19", f"{year - 1}-11-19")
    assert recorded["precision"] == "day"
    shot = ["status.civilian", "cause.small_arms"]
    assert recorded["acts"] == [
        ["act.killing", "sex.man", "age.adult", *shot],
        ["act.killing", "sex.woman", "age.adult", *shot],
    ]
    assert recorded["named"] == [True, True]
    assert recorded["actors"] == ["U1"]
    assert recorded["told"] == ["proximity.eyewitness"]
