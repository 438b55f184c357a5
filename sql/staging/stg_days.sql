-- purpose: Days of which this load brought something.
-- grain: one row per row of the files
-- inputs: stg_transactions
select time_id from stg_transactions
