-- purpose: Every row of user_activity_fact has its day.
-- inputs: user_activity_fact, time_dimension
-- look: staging/stg_days.sql
-- scope: rows
select
    _source,
    _split,
    _offset,
    time_id,
from user_activity_fact
where not exists (select 1 from time_dimension where time_dimension.time_id = user_activity_fact.time_id)
