-- purpose: The hourly marts count every row of their facts once.
-- inputs: transaction_hourly_volume, transaction_fact, user_activity_hourly, user_activity_fact
-- look: marts/transaction_hourly_volume.sql and marts/user_activity_hourly.sql
with
counts as (
    select 'transaction_hourly_volume' as mart, time_id, count(*) as facts, sum(amount) as amount, 0 as counted, 0 as sums
    from transaction_fact
    group by time_id
    union all
    select 'transaction_hourly_volume', time_id, 0, 0, sum(txn_count), sum(total_amount)
    from transaction_hourly_volume
    group by time_id
    union all
    select 'user_activity_hourly', time_id, count(*), 0, 0, 0 from user_activity_fact group by time_id
    union all
    select 'user_activity_hourly', time_id, 0, 0, sum(events), 0 from user_activity_hourly group by time_id
)

select
    mart,
    time_id,
    sum(facts) as fact_rows,
    sum(counted) as mart_rows,
    sum(amount) as fact_amount,
    sum(sums) as mart_amount,
from counts
group by mart, time_id
having sum(facts) <> sum(counted) or sum(amount) <> sum(sums)
