-- purpose: Every clean row of orders that the ledger counts stands in the fact, is held back, or came again as it was.
-- inputs: ledger.files, order_fact, model.held_order_fact, model.redelivered
-- look: millrace audit --dataset orders
-- scope: whole
with
booked as (
    select coalesce(sum(rows), 0)::bigint as clean_rows
    from ledger.files
    where dataset = 'orders' and zone = 'clean' and state = 'LOADED'
),
warehouse as (
    select
        (select count(*) from order_fact) as facts,
        (select count(*) from model.held_order_fact) as held,
        (select coalesce(sum(rows), 0)::bigint from model.redelivered where fact = 'order_fact') as again,
)

select
    booked.clean_rows,
    warehouse.facts,
    warehouse.held,
    warehouse.again,
from booked, warehouse
where booked.clean_rows <> warehouse.facts + warehouse.held + warehouse.again
