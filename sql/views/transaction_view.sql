-- purpose: Transactions flat, for a reader who does not want to join. Type and region are those at the time of the event.
-- grain: one row per (source_system, transaction_id)
-- inputs: transaction_fact, time_dimension, account_dimension
with
transactions as (select * from transaction_fact),
days as (select * from time_dimension),
accounts as (select * from account_dimension)

select
    transactions.transaction_id,
    transactions.amount,
    transactions.processing_duration,
    transactions.status,
    transactions.source_system,
    transactions.load_timestamp,
    days.year,
    days.quarter,
    days.month,
    days.day,
    days.weekday,
    days.is_weekend,
    accounts.masked_account_number,
    transactions.account_type,
    transactions.customer_region,
    transactions.currency,
    transactions.event_timestamp,
    transactions.account_id,
    transactions.time_id,
    transactions._source,
    transactions._split,
    transactions._offset,
from transactions
left join days on days.time_id = transactions.time_id
left join accounts on accounts.account_id = transactions.account_id
