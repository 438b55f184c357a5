-- purpose: What came of a dataset on a day. Rows in facts count on the day of their event, rejected records and duplicates
--   on the day of their source timestamp, for they may not have another.
-- grain: one row per (day, dataset)
-- inputs: transaction_fact, user_activity_fact, order_fact, error_fact
-- key: time_id, dataset
-- day: time_id
with
arrivals as (
    select 'transactions' as dataset, time_id, event_timestamp, _source_time, 'fact' as door
    from transaction_fact
    union all
    select 'user_activity', time_id, event_timestamp, _source_time, 'fact' from user_activity_fact
    union all
    select 'orders', time_id, placed_at, _source_time, 'fact' from order_fact
    union all
    select dataset, time_id, null, _source_time, kind from error_fact
)

select
    time_id,
    dataset,
    count(*) filter (where door = 'fact') as fact_rows,
    count(*) filter (where door = 'rejected') as rejected,
    count(*) filter (where door = 'duplicate') as duplicates,
    count(*) filter (where door = 'rejected')::double / count(*) as reject_rate,
    min(event_timestamp) as first_event,
    max(event_timestamp) as last_event,
    max(_source_time) as last_source_time,
from arrivals
group by time_id, dataset
