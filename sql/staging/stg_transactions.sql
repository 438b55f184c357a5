-- purpose: Clean transactions that came with this load, with the warehouse's types, day and account.
-- grain: one row per clean row of the files
-- inputs: clean transactions, model.kept_key
-- reads: transaction_id bigint, source_system varchar, account_number_token varchar, account_number_masked varchar,
--   account_type varchar, customer_region varchar, amount decimal(18,2), currency varchar, status varchar,
--   processing_duration double, "timestamp" timestamptz, _extra varchar,
--   _source varchar, _split varchar, _offset bigint, _source_time timestamptz, _contract varchar
with
clean as (
    select
        *,
        make_timestamp(epoch_us("timestamp")) as event_timestamp,
        -- An account's number is the end of its token. Numbers below a million are left for those whose own is taken.
        (1000000 + ('0x' || right(account_number_token, 8))::bigint % 2146483647)::integer as own_account_id,
    from read_parquet(getvariable('clean_transactions'))
)

select
    clean.transaction_id,
    clean.amount,
    clean.processing_duration,
    clean.status,
    clean.source_system,
    getvariable('load_timestamp')::timestamp as load_timestamp,
    year(clean.event_timestamp)::integer * 10000
        + month(clean.event_timestamp)::integer * 100
        + day(clean.event_timestamp)::integer as time_id,
    coalesce(kept_key.surrogate, clean.own_account_id) as account_id,
    clean.currency,
    clean.event_timestamp,
    clean.account_type,
    clean.customer_region,
    clean.account_number_token as token,
    clean.account_number_masked as masked_account_number,
    clean._extra,
    clean._source,
    clean._split,
    clean._offset,
    make_timestamp(epoch_us(clean._source_time)) as _source_time,
    clean._contract,
    getvariable('run')::varchar as _run,
from clean
left join model.kept_key as kept_key
    on kept_key.dimension = 'account_dimension' and kept_key."natural" = clean.account_number_token
