-- purpose: Accounts as the clean transactions of this load saw them.
-- grain: one row per clean transaction of the files
-- inputs: stg_transactions
select
    account_id,
    masked_account_number,
    account_type,
    customer_region,
    token,
    event_timestamp as first_seen,
    event_timestamp as last_seen,
    _source_time,
    _source,
    _split,
    _offset,
from stg_transactions
