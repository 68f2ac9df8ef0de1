"""A million synthetic acts, made inside PostgreSQL: neutral words, no person, no name."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from sijill.base.ids import new_references

# Word → share of summaries that hold it.
FREQUENCIES = {"commonword": 0.2, "commontwo": 0.25, "middleword": 0.02, "rareword": 0.0001}
LETTERS = "ابتجدرسعفقكلمنوي"
STATES = ["lead", "triage", "verification", "intervention", "monitoring"]
STATES += ["allegation"] * 2 + ["concluded"] * 3
# Kind → share of incidents; the last fills up.
KINDS = {"incident.abduction": 0.02, "incident.bombing": 0.3, "incident.shooting": 1.0}
CAUSES = [
    f"cause.{name}"
    for name in ("small_arms_fire", "ied", "air_strike", "shelling", "uxo", "unknown")
]
# Words a summary holds besides: a third of them in Arabic letters.
WORDS = 60


def fill(connection: Any, acts: int, each: int = 3) -> dict[str, Any]:
    """Insert incidents (one for every ``each`` acts), people, acts, involvements and findings."""
    started = time.perf_counter()
    incidents = acts // each
    connection.execute("SELECT setseed(0.42)")
    _lexicon(connection)
    _sources(connection)
    _incidents(connection, incidents)
    _search(connection)
    _people(connection, each)
    for step in (_acts, _involvements, _information, _findings):
        step(connection)
    connection.execute("VACUUM ANALYZE")
    return {"fill_seconds": round(time.perf_counter() - started, 1)}


def described(connection: Any) -> dict[str, Any]:
    """How large the world is. Raises SystemExit when a table was left empty: a half-filled world
    would make every page look quick."""
    counts = {
        name: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for name, table in TABLES.items()
    }
    if not all(counts.values()):
        raise SystemExit(f"The world is filled in part only ({counts}). Remove its folder.")
    size = connection.execute("SELECT pg_database_size(current_database())").fetchone()[0]
    return {**counts, "database_mb": size >> 20}


TABLES = {
    "incidents": "incidents_incident",
    "search_entries": "incidents_searchentry",
    "people": "people_person",
    "acts": "incidents_act",
    "involvements": "incidents_involvement",
    "information": "incidents_information",
    "findings": "verify_finding",
    "standing": "verify_standing",
}


def _word(n: int) -> str:
    """Every third word is in Arabic letters."""
    if n % 3:
        return f"word{n}"
    return "".join(LETTERS[(n // 16**k) % 16] for k in range(3)) + LETTERS[n % 7]


def _lexicon(c: Any) -> None:
    c.execute("CREATE TEMP TABLE lexicon (n int PRIMARY KEY, word text)")
    with c.cursor().copy("COPY lexicon FROM STDIN") as copy:
        for n in range(3000):
            copy.write_row((n, _word(n)))


LABELS = "'{}'::varchar[], 1, now(), '00000000-0000-0000-0000-000000000000'::uuid"
LABEL_NAMES = "compartments, classification, created_at, created_by"
CLOCK_NAMES, CLOCKS = "clocks, changed_at", "'{}'::jsonb, now()"


def _sources(c: Any) -> None:
    c.execute(f"""
        INSERT INTO sources_source (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, sealed_version,
            key_epoch, reference, kind_id, reliability_id, description, stream)
        SELECT gen_random_uuid(), code, {LABELS}, {CLOCKS}, 0, '', prefix || '-2026-S1',
            'source.dataset', 'reliability.f', 'benchmark', '' FROM access_office""")


def _incidents(c: Any, incidents: int) -> None:
    c.execute("""CREATE TEMP TABLE area AS SELECT u.code, row_number() OVER () - 1 AS n
        FROM reference_placeunit u WHERE level = 1 AND valid_from IS NULL""")
    c.execute("""CREATE TEMP TABLE district AS SELECT u.code, u.parent_id AS area,
        row_number() OVER (PARTITION BY u.parent_id) - 1 AS n,
        count(*) OVER (PARTITION BY u.parent_id) AS of
        FROM reference_placeunit u WHERE level = 2""")
    _references(c, incidents)
    c.execute("""
        CREATE TEMP TABLE seed AS SELECT r.g, gen_random_uuid() AS id, r.office, r.prefix,
            r.reference,
            (SELECT code FROM area WHERE n = (r.g * 7) % (SELECT count(*) FROM area)) AS area,
            date '2020-01-01' + (random() * 1825)::int AS day, 1 + (random() * 9)::int AS turn,
            random() AS a, random() AS b, random() AS c, random() AS d, random() AS e
        FROM issued r""")
    c.execute(f"""
        INSERT INTO incidents_incident (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, sealed_version,
            key_epoch, reference, state, kind_id, title, summary, occurred_from, occurred_to,
            occurred_precision, occurred_estimated, occurred_entered, occurred_calendar, sort_day,
            place_id, area_id, place_precision, place_reason, conflict_link, received_on,
            last_activity)
        SELECT s.id, office, {LABELS}, {CLOCKS}, 0, '', reference, (ARRAY[{_quoted(STATES)}])[turn],
            CASE {_kinds()} END,
            'Shots fired in a place ' || g, 'Neutral summary ' || g, day, day,
            'day', false, '', 'gregorian', day,
            coalesce(
                (SELECT d.code FROM district d WHERE d.area = s.area AND d.n = g % d.of), area),
            area, 'precision_place.district', '{{}}', '', day + 3, day + 30 FROM seed s""")


def _references(c: Any, incidents: int) -> None:
    """References as the house issues them: pages refuse one whose check character is wrong."""
    offices = c.execute("SELECT code, prefix FROM access_office ORDER BY code").fetchall()
    c.execute("CREATE TEMP TABLE issued (g int, office text, prefix text, reference text)")
    with c.cursor().copy("COPY issued FROM STDIN") as copy:
        for turn, (code, prefix) in enumerate(offices):
            numbers = range(1 + turn, incidents + 1, len(offices))
            made = new_references(prefix, 2026, len(numbers))
            for g, reference in zip(numbers, made, strict=True):
                copy.write_row((g, code, prefix, reference))


def _kinds() -> str:
    return " ".join(f"WHEN e < {share} THEN '{kind}'" for kind, share in KINDS.items())


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _search(c: Any) -> None:
    marks = " || ".join(
        f"CASE WHEN {column} < {share} THEN ' {word}' ELSE '' END"
        for column, (word, share) in zip("abcd", FREQUENCIES.items(), strict=True)
    )
    c.execute(f"""
        INSERT INTO incidents_searchentry (incident_id, office_id, compartments, classification,
            sort_day, words)
        SELECT s.id, office, '{{}}', 1, day, 'shots fired ' || g || {marks} || ' ' ||
            (SELECT string_agg(word, ' ') FROM lexicon
             WHERE n IN (
                SELECT (s.g * 31 + k * k * 17) % 3000 FROM generate_series(1, {WORDS}) k))
        FROM seed s""")


def _people(c: Any, each: int) -> None:
    c.execute(f"""
        CREATE TEMP TABLE victim AS SELECT s.g, v, gen_random_uuid() AS id, s.id AS incident,
            office, prefix, random() AS a, random() AS b, random() AS c
        FROM seed s, generate_series(1, {each}) v""")
    c.execute(f"""
        INSERT INTO people_person (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, sealed_version,
            key_epoch, reference, kind, sex_id, named)
        SELECT id, office, {LABELS}, {CLOCKS}, 0, '', prefix || '-P' || g || '-' || v, 'person',
            CASE WHEN a < .6 THEN 'sex.man' WHEN a < .85 THEN 'sex.woman' ELSE 'answer.unknown' END,
            false FROM victim""")


def _acts(c: Any) -> None:
    c.execute("ALTER TABLE victim ADD act uuid")
    c.execute("UPDATE victim SET act = gen_random_uuid()")
    c.execute(f"""
        INSERT INTO incidents_act (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, incident_id,
            victim_id, kind_id, casualty, cause_id, sex_id, age_group_id, status_id, note)
        SELECT act, office, {LABELS}, {CLOCKS}, incident, id,
            CASE WHEN b < .35 THEN 'act.killing_in_attack' ELSE 'act.injury' END,
            CASE WHEN b < .35 THEN 'killed' ELSE 'injured' END,
            (ARRAY[{_quoted(CAUSES)}])[1 + (g + v) % {len(CAUSES)}],
            CASE WHEN a < .6 THEN 'sex.man' WHEN a < .85 THEN 'sex.woman' ELSE 'answer.unknown' END,
            CASE WHEN c < .75 THEN 'age.adult' WHEN c < .9 THEN 'age.child'
                ELSE 'answer.unknown' END,
            CASE WHEN c < .8 THEN 'status.civilian' ELSE 'answer.unknown' END, '' FROM victim""")


def _involvements(c: Any) -> None:
    c.execute(f"""
        INSERT INTO incidents_involvement (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, act_id,
            actor_id, unit, degree_id, certainty_id, claimed, denied)
        SELECT gen_random_uuid(), office, {LABELS}, {CLOCKS}, act,
            (SELECT code FROM reference_actor ORDER BY code LIMIT 1), '', 'degree.unknown',
            'certainty.alleged', false, false FROM victim""")


def _information(c: Any) -> None:
    c.execute(f"""
        INSERT INTO incidents_information (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES},
            sealed_version, key_epoch, incident_id, source_id, proximity_id, stance_id,
            question_id, material_id, reliability_id, credibility_id, language, summary,
            received_on)
        SELECT gen_random_uuid(), i.office_id, {LABELS}, {CLOCKS}, 0, '', i.id, o.id,
            'proximity.unknown', 'stance.supports', 'question.act_occurred', 'material.data',
            'reliability.f', 'credibility.6', '', '', i.received_on
        FROM incidents_incident i JOIN sources_source o ON o.office_id = i.office_id""")


def _findings(c: Any) -> None:
    c.execute("""
        CREATE TEMP TABLE found AS SELECT gen_random_uuid() AS id, i.id AS incident,
            i.office_id AS office, i.sort_day AS day, row_number() OVER () AS g
        FROM incidents_incident i WHERE random() < .6""")
    c.execute(f"""
        INSERT INTO verify_finding (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, reference,
            incident_id, regime_id, question_id, outcome_id, standard_id, wording,
            wording_override, reasons, dissent, independent_sources, occurred_to)
        SELECT id, office, {LABELS}, {CLOCKS}, office || '-F' || g, incident, 'regime.casualty',
            'question.act_occurred', 'outcome.established', 'standard.reasonable_grounds', '', '',
            'benchmark', '', 2, day FROM found""")
    c.execute(f"""
        INSERT INTO verify_standing (id, office_id, {LABEL_NAMES}, finding_id, incident_id, regime,
            question, outcome, person_status, counts, since, late)
        SELECT gen_random_uuid(), office, {LABELS}, id, incident, 'regime.casualty',
            'question.act_occurred', 'outcome.established', '', true, day + interval '40 days',
            false FROM found""")
