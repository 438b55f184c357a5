-- purpose: The daily sales count every order once and lose no cent, by day and currency.
-- inputs: daily_sales, order_fact
-- look: marts/daily_sales.sql
with
facts as (
    select
        time_id,
        currency,
        count(*) as orders,
        coalesce(sum(total_amount) filter (where status not in ('CANCELLED', 'DELETED')), 0) as total_amount,
    from order_fact
    group by time_id, currency
),
sales as (
    select time_id, currency, sum(order_count + cancelled_count) as orders, sum(total_amount) as total_amount
    from daily_sales
    group by time_id, currency
)

select
    coalesce(facts.time_id, sales.time_id) as time_id,
    coalesce(facts.currency, sales.currency) as currency,
    facts.orders as fact_orders,
    sales.orders as sales_orders,
    facts.total_amount as fact_amount,
    sales.total_amount as sales_amount,
from facts
full join sales on sales.time_id = facts.time_id and sales.currency = facts.currency
where facts.orders is distinct from sales.orders or facts.total_amount is distinct from sales.total_amount
