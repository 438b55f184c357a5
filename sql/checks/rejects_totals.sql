-- purpose: The rejects of a day count every reason once.
-- inputs: rejects_daily, error_fact
-- look: marts/rejects_daily.sql
with
facts as (select time_id, sum(len(violations)) as reasons from error_fact group by time_id),
rejects as (select time_id, sum(records) as reasons from rejects_daily group by time_id)

select
    coalesce(facts.time_id, rejects.time_id) as time_id,
    coalesce(facts.reasons, 0) as fact_reasons,
    coalesce(rejects.reasons, 0) as mart_reasons,
from facts
full join rejects on rejects.time_id = facts.time_id
where coalesce(facts.reasons, 0) <> coalesce(rejects.reasons, 0)
