-- purpose: Transactions. Type and region are those that the account had when it happened.
-- grain: one row per (source_system, transaction_id)
-- inputs: stg_transactions
-- key: source_system, transaction_id
-- order: _run is not null, _source_time, _source, try_cast(_split as integer), _offset
-- day: time_id
-- books: clean transactions
-- required: amount, status, time_id, account_id, currency, event_timestamp, customer_region, _source, _split, _offset
select
    transaction_id,
    amount,
    processing_duration,
    status,
    source_system,
    load_timestamp,
    time_id,
    account_id,
    currency,
    event_timestamp,
    account_type,
    customer_region,
    masked_account_number,
    _extra,
    _source,
    _split,
    _offset,
    _source_time,
    _contract,
    _run,
from stg_transactions
