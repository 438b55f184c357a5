-- purpose: Records of all datasets that went to the error zone, as this load brought them; no field of theirs is taken.
-- grain: one row per line of the files
-- inputs: error *
-- reads: _source varchar, _split varchar, _offset bigint, _source_time timestamptz, kind varchar,
--   violations struct(code varchar, field varchar, rule varchar)[], contract varchar
with
lines as (
    select *, make_timestamp(epoch_us(_source_time)) as source_time
    from read_json(
        getvariable('error'),
        format = 'newline_delimited',
        maximum_object_size = getvariable('longest_line'),
        columns = {
            _source: 'varchar',
            _split: 'varchar',
            _offset: 'bigint',
            _source_time: 'timestamptz',
            kind: 'varchar',
            violations: 'struct(code varchar, field varchar, rule varchar)[]',
            contract: 'varchar'
        }
    )
)

select
    split_part(contract, '@', 1) as dataset,
    kind,
    violations,
    getvariable('load_timestamp')::timestamp as load_timestamp,
    year(source_time)::integer * 10000
        + month(source_time)::integer * 100
        + day(source_time)::integer as time_id,
    _source,
    _split,
    _offset,
    source_time as _source_time,
    contract as _contract,
    getvariable('run')::varchar as _run,
from lines
