-- purpose: The daily summary counts every transaction once and loses no cent, by day and currency.
-- inputs: transaction_daily_summary, transaction_fact
-- look: marts/transaction_daily_summary.sql
with
facts as (
    select time_id, currency, count(*) as txn_count, sum(amount) as total_amount
    from transaction_fact
    group by time_id, currency
),
summary as (
    select time_id, currency, sum(txn_count) as txn_count, sum(total_amount) as total_amount
    from transaction_daily_summary
    group by time_id, currency
)

select
    coalesce(facts.time_id, summary.time_id) as time_id,
    coalesce(facts.currency, summary.currency) as currency,
    facts.txn_count as facts_count,
    summary.txn_count as summary_count,
    facts.total_amount as facts_amount,
    summary.total_amount as summary_amount,
from facts
full join summary on summary.time_id = facts.time_id and summary.currency = facts.currency
where facts.txn_count is distinct from summary.txn_count
    or facts.total_amount is distinct from summary.total_amount
