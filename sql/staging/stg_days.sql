-- purpose: Days of which this load brought something.
-- grain: one row per day and dataset
-- inputs: stg_transactions, stg_user_activity, stg_orders, stg_errors
select distinct time_id from stg_transactions
union all
select distinct time_id from stg_user_activity
union all
select distinct time_id from stg_orders
union all
select distinct time_id from stg_errors
