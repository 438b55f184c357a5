-- purpose: Transactions by day and the account's region at the time, of all statuses. Sums never mix currencies: a
--   region has a row for each currency of the day. The average is taken over durations to the microsecond, so that it
--   does not depend on the order of rows.
-- grain: one row per (day, customer_region, currency)
-- inputs: transaction_fact, time_dimension
-- key: time_id, customer_region, currency
-- day: time_id
with
transactions as (select * from transaction_fact),
days as (select * from time_dimension)

select
    days.year,
    days.month,
    days.day,
    transactions.customer_region,
    count(*) as txn_count,
    sum(transactions.amount) as total_amount,
    sum(transactions.processing_duration::decimal(18, 6))::double
        / nullif(count(transactions.processing_duration), 0) as avg_processing_duration,
    transactions.currency,
    days.time_id,
from transactions
join days on days.time_id = transactions.time_id
group by days.year, days.month, days.day, days.time_id, transactions.customer_region, transactions.currency
