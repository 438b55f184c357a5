-- purpose: Every clean row of user_activity that the ledger counts stands in the fact, is held back, or came again as it was.
-- inputs: ledger.files, user_activity_fact, model.held_user_activity_fact, model.redelivered
-- look: millrace audit --dataset user_activity
-- scope: whole
with
booked as (
    select coalesce(sum(rows), 0)::bigint as clean_rows
    from ledger.files
    where dataset = 'user_activity' and zone = 'clean' and state = 'LOADED'
),
warehouse as (
    select
        (select count(*) from user_activity_fact) as facts,
        (select count(*) from model.held_user_activity_fact) as held,
        (select coalesce(sum(rows), 0)::bigint from model.redelivered where fact = 'user_activity_fact') as again,
)

select
    booked.clean_rows,
    warehouse.facts,
    warehouse.held,
    warehouse.again,
from booked, warehouse
where booked.clean_rows <> warehouse.facts + warehouse.held + warehouse.again
