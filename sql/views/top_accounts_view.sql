-- purpose: The accounts that moved most on a day, with their masked number, type and region as they are now.
-- grain: one row per (day, currency, rank)
-- inputs: top_accounts_daily, account_dimension
select
    top_accounts_daily.time_id,
    top_accounts_daily.currency,
    top_accounts_daily.rank,
    account_dimension.masked_account_number,
    account_dimension.account_type,
    account_dimension.customer_region,
    top_accounts_daily.txn_count,
    top_accounts_daily.moved_amount,
    top_accounts_daily.total_amount,
    top_accounts_daily.account_id,
from top_accounts_daily
left join account_dimension on account_dimension.account_id = top_accounts_daily.account_id
