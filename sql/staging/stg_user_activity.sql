-- purpose: Clean events of visitors that came with this load.
-- grain: one row per clean row of the files
-- inputs: clean user_activity
-- reads: event_id varchar, visitor_id_token varchar, session_id varchar, event_type varchar, page varchar,
--   search_terms varchar, country varchar, device varchar, duration_ms bigint, cart_value decimal(12,2),
--   consent boolean, properties varchar, occurred_at timestamptz,
--   _source varchar, _split varchar, _offset bigint, _source_time timestamptz, _contract varchar
with
clean as (
    select *, make_timestamp(epoch_us(occurred_at)) as event_timestamp
    from read_parquet(getvariable('clean_user_activity'))
)

select
    event_id,
    visitor_id_token as visitor_token,
    session_id,
    event_type,
    page,
    search_terms,
    country,
    device,
    duration_ms,
    cart_value,
    consent,
    properties,
    event_timestamp,
    getvariable('load_timestamp')::timestamp as load_timestamp,
    year(event_timestamp)::integer * 10000
        + month(event_timestamp)::integer * 100
        + day(event_timestamp)::integer as time_id,
    _source,
    _split,
    _offset,
    make_timestamp(epoch_us(_source_time)) as _source_time,
    _contract,
    getvariable('run')::varchar as _run,
from clean
