-- purpose: How fresh and how complete each dataset is.
-- grain: one row per dataset
-- inputs: dataset_daily
select
    dataset,
    max(last_event) as last_event,
    max(last_source_time) as last_source_time,
    max(as_of) as last_version,
    sum(fact_rows)::bigint as fact_rows,
    sum(rejected)::bigint as rejected,
    sum(duplicates)::bigint as duplicates,
    sum(rejected)::double / sum(fact_rows + rejected + duplicates) as reject_rate,
    max(time_id) as last_day,
    count(*) as days,
from dataset_daily
group by dataset
