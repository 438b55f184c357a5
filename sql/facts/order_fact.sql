-- purpose: Orders as they are now: of all versions that came the one with the latest updated_at. The older versions are
--   held in model.held_order_fact.
-- grain: one row per order_id
-- inputs: stg_orders
-- key: order_id
-- order: updated_at desc, _run is not null, _source_time, _source, try_cast(_split as integer), _offset
-- day: time_id
-- books: clean orders
-- required: customer_id, status, sales_channel, item_count, net_amount, tax_amount, total_amount, currency, placed_at,
--   updated_at, time_id, _source, _split, _offset
select
    order_id,
    customer_id,
    status,
    sales_channel,
    item_count,
    net_amount,
    tax_amount,
    total_amount,
    currency,
    promised_on,
    cancel_reason,
    placed_at,
    shipped_at,
    updated_at,
    load_timestamp,
    time_id,
    customer_email_token,
    _source,
    _split,
    _offset,
    _source_time,
    _contract,
    _run,
from stg_orders
