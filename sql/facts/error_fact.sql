-- purpose: Records that did not become clean: rejected with their reasons, or duplicates that were seen before the load.
--   The position leads to the record in the raw zone. The day is that of the source timestamp in UTC.
-- grain: one row per (dataset, _source, _split, _offset)
-- inputs: stg_errors
-- key: _offset, _split, _source, dataset
-- order: _run is not null, _contract
-- day: time_id
-- books: error *
-- required: kind, violations, time_id, _source_time
select
    dataset,
    kind,
    violations,
    load_timestamp,
    time_id,
    _source,
    _split,
    _offset,
    _source_time,
    _contract,
    _run,
from stg_errors
