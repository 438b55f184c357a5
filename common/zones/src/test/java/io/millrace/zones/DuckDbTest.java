package io.millrace.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.record.CleanRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that shares no code with the writer sees the documented types and values. */
final class DuckDbTest {

    @TempDir
    private Path folder;

    @Test
    void every_type_is_what_the_documentation_says() throws IOException, SQLException {
        Path file = write(allTypes(), extremes(allTypes()));
        assertThat(query("select column_name, column_type, \"null\" from (describe select * from '" + file + "')"))
                .containsExactly(
                        "i|INTEGER|YES",
                        "b|BIGINT|YES",
                        "d9|DECIMAL(9,2)|YES",
                        "d18|DECIMAL(18,2)|YES",
                        "d38|DECIMAL(38,10)|YES",
                        "r|DOUBLE|YES",
                        "t|BOOLEAN|YES",
                        "s|VARCHAR|YES",
                        "day|DATE|YES",
                        "at|TIMESTAMP WITH TIME ZONE|YES",
                        "j|VARCHAR|YES",
                        "_extra|VARCHAR|YES",
                        "_source|VARCHAR|YES",
                        "_split|VARCHAR|YES",
                        "_offset|BIGINT|YES",
                        "_source_time|TIMESTAMP WITH TIME ZONE|YES",
                        "_contract|VARCHAR|YES");
        assertThat(query(
                        "select i, b, d9, d18, d38, r, t, s, day, epoch_us(\"at\"), j, _extra, _source, _split, _offset, "
                                + "epoch_us(_source_time), _contract from '" + file + "'"))
                .containsExactly("-2147483648|9223372036854775807|-9999999.99|9999999999999999.99|"
                        + "-9999999999999999999999999999.9999999999|4.9E-324|true|Zürich \uD83D\uDE00|"
                        + "0001-01-01|253402300799999999|{\"a\": 1}|null|topic|0|42|-1|all@1");
    }

    @Test
    void only_what_may_be_absent_is_optional_in_the_file() throws IOException, SQLException {
        Path file = write(allTypes(), extremes(allTypes()));
        assertThat(query("select name || ' ' || repetition_type from parquet_schema('" + file
                        + "') where name in ('at', 'j', '_extra', '_offset', '_contract')"))
                .containsExactly(
                        "at REQUIRED", "j OPTIONAL", "_extra OPTIONAL", "_offset REQUIRED", "_contract REQUIRED");
    }

    @Test
    void files_are_zstd_and_say_who_wrote_them() throws IOException, SQLException {
        Path file = write(allTypes(), extremes(allTypes()));
        assertThat(query("select distinct compression from parquet_metadata('" + file + "')"))
                .containsExactly("ZSTD");
        assertThat(query("select decode(key), decode(value) from parquet_kv_metadata('" + file + "') order by 1"))
                .contains("millrace.contract|all@1")
                .anyMatch(line -> line.startsWith("millrace.version|"));
    }

    @Test
    void raw_lines_of_any_payload_can_be_read() throws IOException, SQLException {
        SampleLake zones = new SampleLake(folder);
        List<String> payloads =
                List.of("a\u0000b", "\u2028\u2029", "\"\\\b\f\n\r\t\u001f\u007f", "日本 \uD83D\uDE00", "", "{\"a\":1,}");
        List<SourceRecord> records = new ArrayList<>();
        for (int index = 0; index < payloads.size(); index++) {
            byte[] payload = payloads.get(index).getBytes(StandardCharsets.UTF_8);
            records.add(new SourceRecord(SampleLake.position(0, index), SampleLake.TIME, null, List.of(), payload));
        }
        Path file = zones.raw("part-0", records);
        List<String> hex = query(
                "select hex(payload) from read_json('" + file
                        + "', format = 'newline_delimited', columns = {_offset: 'BIGINT', payload: 'VARCHAR'}) order by _offset");
        assertThat(hex.stream().map(DuckDbTest::fromHex).toList()).isEqualTo(payloads);
    }

    private static String fromHex(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    private static Plan allTypes() {
        Type timestamp = new Type.Timestamp(ZoneOffset.UTC, Optional.empty());
        List<Field> fields = new ArrayList<>();
        add(fields, "i", new Type.Int(), Field.Presence.OPTIONAL);
        add(fields, "b", new Type.Bigint(), Field.Presence.OPTIONAL);
        add(fields, "d9", new Type.Decimal(9, 2), Field.Presence.OPTIONAL);
        add(fields, "d18", new Type.Decimal(18, 2), Field.Presence.OPTIONAL);
        add(fields, "d38", new Type.Decimal(38, 10), Field.Presence.OPTIONAL);
        add(fields, "r", new Type.Real(), Field.Presence.OPTIONAL);
        add(fields, "t", new Type.Bool(), Field.Presence.OPTIONAL);
        add(fields, "s", new Type.Text(), Field.Presence.OPTIONAL);
        add(fields, "day", new Type.Date(), Field.Presence.OPTIONAL);
        add(fields, "at", timestamp, Field.Presence.REQUIRED);
        add(fields, "j", new Type.Json(), Field.Presence.OPTIONAL);
        return PlanSamples.plan("all", fields, "at", ZoneOffset.UTC);
    }

    private static void add(List<Field> fields, String name, Type type, Field.Presence presence) {
        fields.add(PlanSamples.field(name, type, presence, Optional.empty()));
    }

    private static CleanRecord extremes(Plan plan) {
        Row row = new Row(plan.columns().size());
        row.set(plan.columnIndex("i"), Integer.MIN_VALUE);
        row.set(plan.columnIndex("b"), Long.MAX_VALUE);
        row.set(plan.columnIndex("d9"), -999_999_999);
        row.set(plan.columnIndex("d18"), 999_999_999_999_999_999L);
        BigInteger most = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
        row.set(plan.columnIndex("d38"), most.negate().toByteArray());
        row.set(plan.columnIndex("r"), Double.doubleToRawLongBits(Double.MIN_VALUE));
        row.set(plan.columnIndex("t"), 1);
        row.set(plan.columnIndex("s"), "Zürich \uD83D\uDE00".getBytes(StandardCharsets.UTF_8));
        row.set(plan.columnIndex("day"), -719162);
        row.set(plan.columnIndex("at"), 253_402_300_799_999_999L);
        row.set(plan.columnIndex("j"), "{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
        return new CleanRecord(row, new Position("topic", "0", 42), -1, 2932896);
    }

    private Path write(Plan plan, CleanRecord record) throws IOException {
        Path file = folder.resolve("rows.parquet");
        try (OutputStream out = Files.newOutputStream(file);
                ParquetWriter<CleanRecord> writer = new CleanParquet(plan).writer(out)) {
            writer.write(record);
        }
        return file;
    }

    static List<String> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set autoinstall_known_extensions = false");
            statement.execute("set TimeZone = 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                return lines(rows);
            }
        }
    }

    private static List<String> lines(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            StringBuilder line = new StringBuilder();
            for (int column = 1; column <= columns; column++) {
                line.append(column > 1 ? "|" : "").append(rows.getString(column));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
