-- purpose: How much of which status came from which source system in which hour (UTC).
-- grain: one row per (hour, source_system, status, currency)
-- inputs: transaction_fact
-- key: hour, source_system, status, currency
-- day: time_id
with
transactions as (select * from transaction_fact)

select
    date_trunc('hour', event_timestamp) as hour,
    source_system,
    status,
    currency,
    count(*) as txn_count,
    sum(amount) as total_amount,
    time_id,
from transactions
group by hour, source_system, status, currency, time_id
