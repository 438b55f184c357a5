-- purpose: Activity in the shop by hour (UTC), type of event, country and device.
-- grain: one row per (hour, event_type, country, device)
-- inputs: user_activity_fact
-- key: hour, event_type, country, device
-- day: time_id
with
activity as (select * from user_activity_fact)

select
    date_trunc('hour', event_timestamp) as hour,
    event_type,
    coalesce(country, '') as country,
    coalesce(device, '') as device,
    count(*) as events,
    count(distinct visitor_token) as visitors,
    count(distinct session_id) as sessions,
    sum(cart_value) filter (where event_type = 'purchase')::decimal(38, 2) as purchase_value,
    time_id,
from activity
group by hour, event_type, coalesce(country, ''), coalesce(device, ''), time_id
