-- purpose: Every row of order_fact has its day.
-- inputs: order_fact, time_dimension
-- look: staging/stg_days.sql
-- scope: rows
select
    _source,
    _split,
    _offset,
    time_id,
from order_fact
where not exists (select 1 from time_dimension where time_dimension.time_id = order_fact.time_id)
