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
    select
        account_id,
        token,
        min(first_seen) as first_seen,
        max(row(
            last_seen, _source_time, _source, _split, _offset, masked_account_number, account_type, customer_region
        )) as latest,
    from stg_accounts
    group by account_id, token
)

select
    account_id,
    latest[6] as masked_account_number,
    latest[7] as account_type,
    latest[8] as customer_region,
    token,
    first_seen,
    latest[1] as last_seen,
    latest[2] as _source_time,
    latest[3] as _source,
    latest[4] as _split,
    latest[5] as _offset,
from accounts
