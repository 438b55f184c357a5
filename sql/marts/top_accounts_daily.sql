-- purpose: The hundred accounts of a day and currency that moved most; top_accounts_view shows them with their masked number.
-- grain: one row per (day, currency, rank)
-- inputs: transaction_fact
-- key: time_id, currency, rank
-- day: time_id
-- required: account_id, txn_count, moved_amount
with
moved as (
    select
        time_id,
        currency,
        account_id,
        count(*) as txn_count,
        sum(abs(amount)) as moved_amount,
        sum(amount) as total_amount,
    from transaction_fact
    group by time_id, currency, account_id
),
-- Below the hundredth amount nobody needs a rank.
least as (
    select time_id, currency, list_min(max(moved_amount, 100)) as least_amount
    from moved
    group by time_id, currency
),
ranked as (
    select
        moved.*,
        row_number() over (partition by time_id, currency order by moved_amount desc, account_id) as rank,
    from moved
    join least using (time_id, currency)
    where moved_amount >= least_amount
)

select
    time_id,
    currency,
    rank,
    account_id,
    txn_count,
    moved_amount,
    total_amount,
from ranked
where rank <= 100
