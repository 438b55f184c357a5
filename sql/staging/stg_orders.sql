-- purpose: Clean versions of orders that came with this load. The shop's days are those of Berlin.
-- grain: one row per clean row of the files
-- inputs: clean orders
-- reads: order_id bigint, customer_id bigint, customer_email_token varchar, customer_email_masked varchar,
--   status varchar, sales_channel varchar, item_count integer, net_amount decimal(18,2), tax_amount decimal(18,2),
--   total_amount decimal(18,2), currency varchar, promised_on date, cancel_reason varchar, placed_at timestamptz,
--   shipped_at timestamptz, updated_at timestamptz,
--   _source varchar, _split varchar, _offset bigint, _source_time timestamptz, _contract varchar
with
clean as (
    select *, timezone('Europe/Berlin', placed_at) as local_placed_at
    from read_parquet(getvariable('clean_orders'))
)

select
    order_id,
    customer_id,
    customer_email_token,
    status,
    sales_channel,
    item_count,
    net_amount,
    tax_amount,
    total_amount,
    currency,
    promised_on,
    cancel_reason,
    make_timestamp(epoch_us(placed_at)) as placed_at,
    make_timestamp(epoch_us(shipped_at)) as shipped_at,
    make_timestamp(epoch_us(updated_at)) as updated_at,
    getvariable('load_timestamp')::timestamp as load_timestamp,
    year(local_placed_at)::integer * 10000
        + month(local_placed_at)::integer * 100
        + day(local_placed_at)::integer as time_id,
    _source,
    _split,
    _offset,
    make_timestamp(epoch_us(_source_time)) as _source_time,
    _contract,
    getvariable('run')::varchar as _run,
from clean
