-- purpose: Days on which something happened, with the parts by which people group them.
-- grain: one row per day
-- inputs: stg_days
-- key: time_id
-- fixed: time_id, year, quarter, month, day, weekday, is_weekend
-- required: year, quarter, month, day, weekday, is_weekend
with
days as (
    select distinct
        time_id,
        make_date(time_id // 10000, time_id // 100 % 100, time_id % 100) as date,
    from stg_days
)

select
    time_id,
    year(date)::integer as year,
    quarter(date)::integer as quarter,
    month(date)::integer as month,
    day(date)::integer as day,
    dayname(date) as weekday,
    isodow(date) in (6, 7) as is_weekend,
from days
