-- purpose: Why records of a day did not become clean: by code, field and rule.
-- grain: one row per (day, dataset, kind, code, field, rule)
-- inputs: error_fact
-- key: time_id, dataset, kind, code, field, rule
-- day: time_id
with
reasons as (
    select time_id, dataset, kind, unnest(violations) as reason
    from error_fact
)

select
    time_id,
    dataset,
    kind,
    reason.code as code,
    coalesce(reason.field, '') as field,
    coalesce(reason.rule, '') as rule,
    count(*) as records,
from reasons
group by time_id, dataset, kind, code, field, rule
