-- purpose: Every line of the error zone that the ledger counts stands in the fact, is held back, or came again as it was.
-- inputs: ledger.files, error_fact, model.held_error_fact, model.redelivered
-- look: millrace audit
-- scope: whole
with
booked as (
    select coalesce(sum(rows), 0)::bigint as error_lines
    from ledger.files
    where zone = 'error' and state = 'LOADED'
),
warehouse as (
    select
        (select count(*) from error_fact) as facts,
        (select count(*) from model.held_error_fact) as held,
        (select coalesce(sum(rows), 0)::bigint from model.redelivered where fact = 'error_fact') as again,
)

select
    booked.error_lines,
    warehouse.facts,
    warehouse.held,
    warehouse.again,
from booked, warehouse
where booked.error_lines <> warehouse.facts + warehouse.held + warehouse.again
