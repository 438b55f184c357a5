-- purpose: Accounts, known by the token of their number. Type, region and masked number follow the latest event; as they
--   were at the time of an event they stand in the fact.
-- grain: one row per account
-- inputs: stg_accounts
-- key: account_id
-- surrogate: account_id of token
-- fixed: account_id, token
-- required: masked_account_number, account_type, customer_region, token, first_seen, last_seen
with
accounts as (
    select account_id, token, min(first_seen) as first_seen, max(last_seen) as last_seen
    from stg_accounts
    group by account_id, token
),
-- Few rows are as late as the latest: only they are worth the comparison of everything.
latest as (
    select
        account_id,
        token,
        accounts.first_seen,
        last_seen,
        max(row(_source_time, _source, _split, _offset, masked_account_number, account_type, customer_region)) as latest,
    from stg_accounts
    join accounts using (account_id, token, last_seen)
    group by account_id, token, accounts.first_seen, last_seen
)

select
    account_id,
    latest[5] as masked_account_number,
    latest[6] as account_type,
    latest[7] as customer_region,
    token,
    first_seen,
    last_seen,
    latest[1] as _source_time,
    latest[2] as _source,
    latest[3] as _split,
    latest[4] as _offset,
from latest
