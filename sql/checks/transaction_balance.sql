-- purpose: Every clean transaction that the ledger counts stands in the fact, is held back, or came again as it was.
-- inputs: ledger.files, transaction_fact, model.held_transaction_fact, model.redelivered
-- look: millrace audit --dataset transactions
-- scope: whole
with
booked as (
    select coalesce(sum(rows), 0)::bigint as clean_rows
    from ledger.files
    where dataset = 'transactions' and zone = 'clean' and state = 'LOADED'
),
warehouse as (
    select
        (select count(*) from transaction_fact) as facts,
        (select count(*) from model.held_transaction_fact) as held,
        (select coalesce(sum(rows), 0)::bigint from model.redelivered where fact = 'transaction_fact') as again,
)

select
    booked.clean_rows,
    warehouse.facts,
    warehouse.held,
    warehouse.again,
from booked, warehouse
where booked.clean_rows <> warehouse.facts + warehouse.held + warehouse.again
