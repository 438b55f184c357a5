-- purpose: What visitors did in the shop, one event a row.
-- grain: one row per event_id
-- inputs: stg_user_activity
-- key: event_id
-- order: _run is not null, _source_time, _source, try_cast(_split as integer), _offset
-- day: time_id
-- books: clean user_activity
-- required: visitor_token, session_id, event_type, consent, event_timestamp, time_id, _source, _split, _offset
select
    event_id,
    visitor_token,
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
    load_timestamp,
    time_id,
    _source,
    _split,
    _offset,
    _source_time,
    _contract,
    _run,
from stg_user_activity
