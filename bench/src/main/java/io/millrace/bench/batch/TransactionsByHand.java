package io.millrace.bench.batch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * What a person who knows DuckDB would type to make clean Parquet of the same file: typed columns, the checks and the
 * standardizing of the contract, a token, one row a key, a folder a day. What does not fit is gone without a word: no error
 * zone, no exactness of decimals, no books, nothing proven, nothing committed.
 */
final class TransactionsByHand {

    private static final String COLUMNS =
            "{transaction_id: 'bigint', source_system: 'varchar', account_number: 'varchar',"
                    + " account_type: 'varchar', customer_region: 'varchar', amount: 'decimal(18,2)', currency: 'varchar',"
                    + " status: 'varchar', processing_duration: 'double', timestamp: 'timestamptz'}";

    private static final String HASH = "sha256('a key' || account_number)";

    private static final String HMAC = "sha256(unhex(repeat('5c', 64)) || unhex(sha256(unhex(repeat('36', 64))"
            + " || encode('account_number') || '\\x00'::blob || encode(account_number))))";

    private static final String POSITION = "'in.ndjson' as _source, '-' as _split, line as _offset,"
            + " timestamptz '2025-04-06 00:00:00Z' as _source_time, 'transactions@1' as _contract, ";

    private static final String CLEAN = """
            copy (
                with record as (
                    select
                        %s as line,
                        transaction_id,
                        source_system,
                        upper(replace(account_number, ' ', '')) as account_number,
                        upper(trim(account_type)) as account_type,
                        nfc_normalize(trim(customer_region)) as customer_region,
                        amount,
                        upper(trim(currency)) as currency,
                        upper(trim(status)) as status,
                        processing_duration,
                        timestamp
                    from read_json('%s', format = 'newline_delimited', columns = %s, ignore_errors = true)
                )
                select
                    transaction_id,
                    source_system,
                    'k1:' || left(%s, 32) as account_number_token,
                    '****' || right(account_number, 4) as account_number_masked,
                    account_type,
                    customer_region,
                    amount,
                    currency,
                    status,
                    processing_duration,
                    timestamp,
                    %stimestamp::date as dt
                from record
                where transaction_id >= 1
                    and regexp_full_match(source_system, '[a-z][a-z0-9_-]{0,31}')
                    and regexp_full_match(account_number, '[A-Z]{2}[0-9A-Z]{13,32}')
                    and account_type in ('CHECKING', 'SAVINGS', 'CREDIT', 'BUSINESS')
                    and length(customer_region) between 1 and 64
                    and amount is not null
                    and regexp_full_match(currency, '[A-Z]{3}')
                    and status in ('COMPLETED', 'PENDING', 'FAILED', 'REVERSED')
                    and (processing_duration is null or processing_duration between 0 and 86400)
                    and timestamp >= timestamptz '2000-01-01 00:00:00Z'
                    and (status <> 'COMPLETED' or processing_duration is not null)
                    and (status <> 'PENDING' or processing_duration is null)
                    and (status <> 'COMPLETED' or amount <> 0)
                qualify row_number() over (partition by source_system, transaction_id order by line) = 1
            ) to '%s' (format parquet, compression zstd, partition_by (dt))
            """;

    /** Every line kept as it came, with its number: the least that makes a second look at the input possible. */
    private static final String RAW = """
            copy (
                select to_json({
                    _source: 'in.ndjson', _split: '-', _offset: row_number() over (),
                    _source_time: '2025-04-06T00:00:00.000000Z', payload: line
                })::varchar
                from read_csv('%s', columns = {line: 'varchar'}, delim = e'\\x01', quote = '', escape = '',
                    header = false, auto_detect = false, max_line_size = 2097152, strict_mode = false, ignore_errors = true)
            ) to '%s' (format csv, header false, delim e'\\x01', quote '', escape '', compression zstd)
            """;

    private final Path input;
    private final Path output;
    private final Properties settings = new Properties();

    TransactionsByHand(Path input, Path output, String memory, int threads) {
        this.input = input;
        this.output = output;
        settings.setProperty("memory_limit", memory);
        settings.setProperty("threads", Integer.toString(threads));
        settings.setProperty("temp_directory", output.resolve("spill").toString());
    }

    /** Makes rows that are good enough for a look. */
    boolean rows() throws SQLException {
        settings.setProperty("preserve_insertion_order", "false");
        return execute(CLEAN.formatted("timestamp", input, COLUMNS, HASH, "", output.resolve("rows")));
    }

    /** Makes rows with all columns of the clean zone: which record of which file, and tokens that others make as well. */
    boolean clean() throws SQLException {
        settings.setProperty("preserve_insertion_order", "true");
        return execute(
                CLEAN.formatted("row_number() over ()", input, COLUMNS, HMAC, POSITION, output.resolve("clean")));
    }

    /** Keeps the lines as they came. */
    boolean raw() throws SQLException {
        settings.setProperty("preserve_insertion_order", "false");
        return execute(RAW.formatted(input, output.resolve("raw.ndjson.zst")));
    }

    private boolean execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            return statement.execute(sql);
        }
    }
}
