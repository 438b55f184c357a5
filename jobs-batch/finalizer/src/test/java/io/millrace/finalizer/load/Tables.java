package io.millrace.finalizer.load;

import java.util.List;

/** Everything of a warehouse that must be the same however it came to be: all but the time and number of a load. */
final class Tables {

    static final List<String> COMPARED = List.of(
            "select * exclude (load_timestamp) from transaction_fact order by all",
            "select * from account_dimension order by all",
            "select * from time_dimension order by all",
            "select * exclude (as_of) from transaction_daily_summary order by all",
            "select dataset, zone, lake_path, run, rows, bytes, state, reason from ledger.files where state <> 'SUPERSEDED' order by all");

    private Tables() {}
}
