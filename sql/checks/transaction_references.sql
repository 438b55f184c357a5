-- purpose: Every transaction has its day and its account.
-- inputs: transaction_fact, time_dimension, account_dimension
-- look: staging/stg_accounts.sql and staging/stg_days.sql
-- scope: rows
select
    source_system,
    transaction_id,
    time_id,
    account_id,
from transaction_fact
where not exists (select 1 from time_dimension where time_dimension.time_id = transaction_fact.time_id)
    or not exists (select 1 from account_dimension where account_dimension.account_id = transaction_fact.account_id)
