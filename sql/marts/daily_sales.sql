-- purpose: Sales by the day on which the order was placed (Berlin), channel and currency. Cancelled and deleted orders
--   are counted apart and are in no amount.
-- grain: one row per (day, sales_channel, currency)
-- inputs: order_fact, time_dimension
-- key: time_id, sales_channel, currency
-- day: time_id
with
orders as (select *, status not in ('CANCELLED', 'DELETED') as stands from order_fact),
days as (select * from time_dimension)

select
    days.year,
    days.month,
    days.day,
    orders.sales_channel,
    orders.currency,
    count(*) filter (where orders.stands) as order_count,
    coalesce(sum(orders.item_count) filter (where orders.stands), 0)::bigint as item_count,
    coalesce(sum(orders.net_amount) filter (where orders.stands), 0)::decimal(38, 2) as net_amount,
    coalesce(sum(orders.tax_amount) filter (where orders.stands), 0)::decimal(38, 2) as tax_amount,
    coalesce(sum(orders.total_amount) filter (where orders.stands), 0)::decimal(38, 2) as total_amount,
    count(*) filter (where not orders.stands) as cancelled_count,
    days.time_id,
from orders
join days on days.time_id = orders.time_id
group by days.year, days.month, days.day, days.time_id, orders.sales_channel, orders.currency
