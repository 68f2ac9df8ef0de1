"""A million synthetic acts, made inside PostgreSQL: neutral words, no person, no name."""

from __future__ import annotations

import random
import time
from typing import Any

# Word → share of summaries that hold it.
FREQUENCIES = {"commonword": 0.2, "commontwo": 0.25, "middleword": 0.02, "rareword": 0.0001}


def fill(connection: Any, acts: int, seed: int = 7) -> dict[str, Any]:
    """Insert incidents (one for every three acts), people, acts, involvements and findings."""
    started = time.perf_counter()
    incidents = acts // 3
    rng = random.Random(seed)
    connection.execute("SELECT setseed(0.42)")
    vocabulary = [f"word{n}" for n in range(3000)]
    connection.execute("CREATE TEMP TABLE lexicon (n int PRIMARY KEY, word text)")
    with connection.cursor().copy("COPY lexicon FROM STDIN") as copy:
        for n, word in enumerate(vocabulary):
            copy.write_row((n, word))
    for step in (_sources, _incidents, _search, _people, _acts, _involvements, _findings):
        step(connection, incidents)
    connection.execute("VACUUM ANALYZE")
    rng.shuffle(vocabulary)
    size = connection.execute("SELECT pg_database_size(current_database())").fetchone()[0]
    return {
        "incidents": incidents,
        "acts": incidents * 3,
        "database_mb": size >> 20,
        "fill_seconds": round(time.perf_counter() - started, 1),
    }


LABELS = "'{}'::varchar[], 1, now(), '00000000-0000-0000-0000-000000000000'::uuid"
LABEL_NAMES = "compartments, classification, created_at, created_by"
CLOCK_NAMES, CLOCKS = "clocks, changed_at", "'{}'::jsonb, now()"


def _sources(c: Any, incidents: int) -> None:
    c.execute(f"""
        INSERT INTO sources_source (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, sealed_version,
            key_epoch, reference, kind_id, reliability_id, description, stream)
        SELECT gen_random_uuid(), code, {LABELS}, {CLOCKS}, 0, '', prefix || '-2026-S' || 1,
            'source.dataset', 'reliability.f', 'benchmark', '' FROM access_office""")


def _incidents(c: Any, incidents: int) -> None:
    c.execute(
        "CREATE TEMP TABLE office AS SELECT code, prefix, row_number() OVER () - 1 AS n FROM access_office"
    )
    c.execute("""CREATE TEMP TABLE area AS SELECT u.code, row_number() OVER () - 1 AS n
        FROM reference_placeunit u WHERE level = 1 AND valid_from IS NULL""")
    c.execute("""CREATE TEMP TABLE district AS SELECT u.code, u.parent_id AS area,
        row_number() OVER (PARTITION BY u.parent_id) - 1 AS n,
        count(*) OVER (PARTITION BY u.parent_id) AS of FROM reference_placeunit u WHERE level = 2""")
    c.execute(f"""
        CREATE TEMP TABLE seed AS SELECT g, gen_random_uuid() AS id,
            (SELECT code FROM office WHERE n = g % 5) AS office,
            (SELECT prefix FROM office WHERE n = g % 5) AS prefix,
            (SELECT code FROM area WHERE n = (g * 7) % (SELECT count(*) FROM area)) AS area,
            date '2020-01-01' + (random() * 1825)::int AS day,
            random() AS a, random() AS b, random() AS c, random() AS d
        FROM generate_series(1, {incidents}) g""")
    c.execute(f"""
        INSERT INTO incidents_incident (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, sealed_version,
            key_epoch, reference, state, kind_id, title, summary, occurred_from, occurred_to,
            occurred_precision, occurred_estimated, occurred_entered, occurred_calendar, sort_day,
            place_id, area_id, place_precision, place_reason, conflict_link, received_on,
            last_activity)
        SELECT s.id, office, {LABELS}, {CLOCKS}, 0, '', prefix || '-2026-' || g,
            (ARRAY['lead','allegation','triage','verification','concluded','concluded','concluded','monitoring','intervention','allegation'])[1 + g % 10],
            'incident.shooting', 'Shots fired in a place ' || g, 'Neutral summary ' || g, day, day,
            'day', false, '', 'gregorian', day,
            coalesce((SELECT d.code FROM district d WHERE d.area = s.area AND d.n = g % d.of), area),
            area, 'precision_place.district', '{{}}', '', day + 3, day + 30 FROM seed s""")


def _search(c: Any, incidents: int) -> None:
    marks = " || ".join(
        f"CASE WHEN {column} < {share} THEN ' {word}' ELSE '' END"
        for column, (word, share) in zip("abcd", FREQUENCIES.items(), strict=True)
    )
    c.execute(f"""
        INSERT INTO incidents_searchentry (incident_id, office_id, compartments, classification,
            sort_day, words)
        SELECT s.id, office, '{{}}', 1, day, 'shots fired ' || g || {marks} || ' ' ||
            (SELECT string_agg(word, ' ') FROM lexicon
             WHERE n IN (SELECT ((s.g * 31 + k * k * 17) % 3000) FROM generate_series(1, 40) k))
        FROM seed s""")


def _people(c: Any, incidents: int) -> None:
    c.execute(f"""
        CREATE TEMP TABLE victim AS SELECT s.g, v, gen_random_uuid() AS id, s.id AS incident,
            office, prefix, random() AS a, random() AS b, random() AS c
        FROM seed s, generate_series(1, 3) v""")
    c.execute(f"""
        INSERT INTO people_person (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, sealed_version,
            key_epoch, reference, kind, sex_id, named)
        SELECT id, office, {LABELS}, {CLOCKS}, 0, '', prefix || '-P' || g || '-' || v, 'person',
            CASE WHEN a < .6 THEN 'sex.man' WHEN a < .85 THEN 'sex.woman' ELSE 'answer.unknown' END,
            false FROM victim""")


def _acts(c: Any, incidents: int) -> None:
    c.execute("ALTER TABLE victim ADD act uuid")
    c.execute("UPDATE victim SET act = gen_random_uuid()")
    c.execute(f"""
        INSERT INTO incidents_act (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, incident_id,
            victim_id, kind_id, casualty, cause_id, sex_id, age_group_id, status_id, note)
        SELECT act, office, {LABELS}, {CLOCKS}, incident, id,
            CASE WHEN b < .35 THEN 'act.killing_in_attack' ELSE 'act.injury' END,
            CASE WHEN b < .35 THEN 'killed' ELSE 'injured' END,
            (ARRAY['cause.small_arms_fire','cause.ied','cause.air_strike','cause.shelling','cause.uxo','cause.unknown'])[1 + (g + v) % 6],
            CASE WHEN a < .6 THEN 'sex.man' WHEN a < .85 THEN 'sex.woman' ELSE 'answer.unknown' END,
            CASE WHEN c < .75 THEN 'age.adult' WHEN c < .9 THEN 'age.child' ELSE 'answer.unknown' END,
            CASE WHEN c < .8 THEN 'status.civilian' ELSE 'answer.unknown' END, '' FROM victim""")


def _involvements(c: Any, incidents: int) -> None:
    c.execute(f"""
        INSERT INTO incidents_involvement (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, act_id,
            actor_id, unit, degree_id, certainty_id, claimed, denied)
        SELECT gen_random_uuid(), office, {LABELS}, {CLOCKS}, act,
            (SELECT code FROM reference_actor ORDER BY code LIMIT 1), '', 'degree.unknown',
            'certainty.alleged', false, false FROM victim""")
    c.execute(f"""
        INSERT INTO incidents_information (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES},
            sealed_version, key_epoch, incident_id, source_id, proximity_id, stance_id,
            question_id, material_id, reliability_id, credibility_id, language, summary, received_on)
        SELECT gen_random_uuid(), s.office, {LABELS}, {CLOCKS}, 0, '', s.id, o.id,
            'proximity.unknown', 'stance.supports', 'question.act_occurred', 'material.data',
            'reliability.f', 'credibility.6', '', '', day + 3
        FROM seed s JOIN sources_source o ON o.office_id = s.office""")


def _findings(c: Any, incidents: int) -> None:
    c.execute(f"""
        CREATE TEMP TABLE found AS SELECT gen_random_uuid() AS id, s.id AS incident, office, prefix,
            day, g FROM seed s WHERE b < .6""")
    c.execute(f"""
        INSERT INTO verify_finding (id, office_id, {LABEL_NAMES}, {CLOCK_NAMES}, reference,
            incident_id, regime_id, question_id, outcome_id, standard_id, wording,
            wording_override, reasons, dissent, independent_sources, occurred_to)
        SELECT id, office, {LABELS}, {CLOCKS}, prefix || '-F' || g, incident, 'regime.casualty',
            'question.act_occurred', 'outcome.established', 'standard.reasonable_grounds', '', '',
            'benchmark', '', 2, day FROM found""")
    c.execute(f"""
        INSERT INTO verify_standing (id, office_id, {LABEL_NAMES}, finding_id, incident_id, regime,
            question, counts, since, late)
        SELECT gen_random_uuid(), office, {LABELS}, id, incident, 'regime.casualty',
            'question.act_occurred', true, day + interval '40 days', false FROM found""")
