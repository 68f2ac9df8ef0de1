-- Casualties of a period by three pairs of breakdowns, in one pass over the protected tables.
-- Row-level security applies to each of them. Worked examples: tests/spec/casualties.md.
WITH moved (code, since, before) AS (
    -- Units that came into being on a day, and the unit they came from.
    SELECT * FROM unnest(%(new)s::text[], %(since)s::date[], %(before)s::text[])
),
named (group_id, incident_id, members) AS (
    -- Members of groups entered one by one in the same incident.
    SELECT * FROM unnest(%(groups)s::uuid[], %(incidents)s::uuid[], %(members)s::int[])
),
held AS NOT MATERIALIZED (
    -- What stood, at the moment asked for, on whether the acts happened.
    SELECT incident_id, act_id, counts, late, outcome = ANY (%(rejected)s) AS rejected
    FROM verify_standing
    WHERE regime = %(regime)s AND question = 'question.act_occurred'
        AND since <= %(moment)s AND (until IS NULL OR until > %(moment)s)
),
status AS NOT MATERIALIZED (
    -- What stood on a person's status; it overrides the status entered with the act.
    SELECT incident_id, act_id, person_status
    FROM verify_standing
    WHERE regime = %(regime)s AND question = 'question.person_status' AND NOT counts
        AND outcome = 'outcome.established' AND person_status <> ''
        AND since <= %(moment)s AND (until IS NULL OR until > %(moment)s)
),
cases AS MATERIALIZED (
    SELECT
        i.id, s.counts, s.late, s.rejected, p.person_status,
        coalesce(i.occurred_from >= %(start)s AND i.occurred_to <= %(end)s, false) AS placed,
        CASE
            WHEN i.occurred_from = i.occurred_to
                OR width_bucket(i.occurred_from, %(months)s::date[])
                = width_bucket(i.occurred_to, %(months)s::date[])
            THEN width_bucket(i.occurred_from, %(months)s::date[])
            ELSE 0
        END AS month,
        CASE WHEN i.occurred_to < m.since THEN m.before ELSE i.area_id END AS place
    FROM incidents_incident i
    LEFT JOIN held s ON s.incident_id = i.id AND s.act_id IS NULL
    LEFT JOIN status p ON p.incident_id = i.id AND p.act_id IS NULL
    LEFT JOIN moved m ON m.code = i.area_id
    WHERE (i.occurred_from IS NULL OR i.occurred_from <= %(end)s)
        AND (i.occurred_to IS NULL OR i.occurred_to >= %(start)s)
        AND i.created_at <= %(moment)s
        AND (
            NOT %(verified)s OR s.counts
            OR i.id IN (SELECT o.incident_id FROM held o WHERE o.act_id IS NOT NULL AND o.counts)
        )
),
people AS (
    -- One row a victim and incident: killed overrides injured, then the first act entered.
    SELECT DISTINCT ON (a.victim_id, a.incident_id)
        a.victim_id, a.incident_id, a.casualty = 'killed' AS killed, c.placed, c.month, c.place,
        a.sex_id AS sex, a.age_group_id AS age, a.cause_id AS cause,
        coalesce(q.person_status, c.person_status, a.status_id) AS status,
        coalesce(o.late, c.late, false) AS late
    FROM incidents_act a
    JOIN cases c ON c.id = a.incident_id
    LEFT JOIN held o ON o.act_id = a.id
    LEFT JOIN status q ON q.act_id = a.id
    WHERE a.casualty <> '' AND a.created_at <= %(moment)s
        -- A finding on this very act overrides one on the whole incident.
        AND CASE
            WHEN %(verified)s THEN coalesce(o.counts, c.counts, false)
            ELSE NOT coalesce(o.counts, c.counts, false)
                AND NOT coalesce(o.rejected, c.rejected, false)
        END
    ORDER BY a.victim_id, a.incident_id, a.casualty = 'killed' DESC, a.id
),
weighed AS (
    SELECT
        p.*, g.id IS NOT NULL AS of_group,
        greatest(0, coalesce(g.count_best - coalesce(n.members, 0), 1)) AS best,
        greatest(0, coalesce(g.count_least - coalesce(n.members, 0), 1)) AS least,
        greatest(0, coalesce(g.count_most - coalesce(n.members, 0), 1)) AS most
    FROM people p
    LEFT JOIN people_person g ON g.id = p.victim_id AND g.kind = 'group'
    LEFT JOIN named n ON n.group_id = p.victim_id AND n.incident_id = p.incident_id
)
SELECT
    killed, placed, grouping(month, sex, cause) AS margin,
    month, place, sex, age, cause, status,
    sum(best) AS best, sum(least) AS least, sum(most) AS most,
    coalesce(sum(best) FILTER (WHERE late), 0) AS late, bool_or(of_group) AS groups
FROM weighed
GROUP BY GROUPING SETS (
    (killed, placed, month, place), (killed, placed, sex, age), (killed, placed, cause, status)
)
