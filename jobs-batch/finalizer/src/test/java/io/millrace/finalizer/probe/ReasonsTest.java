package io.millrace.finalizer.probe;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.Footers;
import io.millrace.finalizer.TestLake;
import io.millrace.zones.Zone;
import io.millrace.zones.parquet.CleanParquet;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of file that must not be loaded, and the reason that people are told when every value is looked at. */
final class ReasonsTest {

    @TempDir
    private static Path temp;

    private static Prober prober;
    private static TestLake lake;
    private static Path good;

    @BeforeAll
    static void begin() throws Exception {
        lake = new TestLake(temp.resolve("lake"));
        good = lake.stream("a", records(0, 700)).get(2);
        prober = new Prober(List.of(lake.plan()));
    }

    @AfterAll
    static void end() throws Exception {
        prober.close();
    }

    @Test
    void a_good_file_is_trusted() throws Exception {
        assertThat(probe(good, good)).isEqualTo(new Verdict(98, null));
    }

    @Test
    void a_file_that_is_cut() throws Exception {
        byte[] bytes = Files.readAllBytes(good);
        assertThat(reason(Arrays.copyOf(bytes, bytes.length - 1)))
                .startsWith("it does not end as a Parquet file: it is cut");
        assertThat(reason(Arrays.copyOf(bytes, 3))).isEqualTo("it is too short for a Parquet file");
    }

    @Test
    void a_file_of_another_program() throws Exception {
        Path foreign = temp.resolve("foreign.parquet");
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = engine.createStatement()) {
            statement.execute("copy (select 1::bigint as transaction_id) to '" + foreign + "' (compression zstd)");
        }
        assertThat(probe(foreign, good).trusted()).isFalse();
    }

    @Test
    void a_file_of_another_dataset() throws Exception {
        assertThat(reason(rewritten(footer -> footer.getKey_value_metadata().stream()
                        .filter(entry -> entry.getKey().equals(CleanParquet.FOOTER_CONTRACT))
                        .forEach(entry -> entry.setValue("orders@1")))))
                .isEqualTo("it is not a file of the contract of transactions");
    }

    @Test
    void a_file_of_another_schema() throws Exception {
        assertThat(reason(rewritten(
                        footer -> footer.getSchema().get(1).setRepetition_type(FieldRepetitionType.OPTIONAL))))
                .startsWith(
                        "its schema is not that of transactions@1: there is \"optional int64 transaction_id\" instead");
    }

    @Test
    void a_file_without_rows() throws Exception {
        Path empty = temp.resolve("empty.parquet");
        try (OutputStream out = Files.newOutputStream(empty)) {
            new CleanParquet(lake.plan()).writer(out).close();
        }
        assertThat(probe(empty, good).reason()).isEqualTo("it has no rows");
    }

    @Test
    void a_footer_that_lies_about_the_number_of_rows() throws Exception {
        assertThat(reason(rewritten(footer -> footer.setNum_rows(97))))
                .isEqualTo("its footer says 97 rows, its groups 98");
        assertThat(reason(rewritten(footer -> {
                    footer.setNum_rows(97);
                    footer.getRow_groups().get(0).setNum_rows(97);
                })))
                .contains("has 98 values in a group of 97");
    }

    @Test
    void a_footer_that_lies_about_values() throws Exception {
        assertThat(reason(saying("transaction_id", said -> said.setMax_value(said.getMin_value()))))
                .isEqualTo("the footer says something else of the greatest value of transaction_id than its pages");
    }

    /** Texts are compared with what is said of them: it may be too little, too much, or what none of them is. */
    @ParameterizedTest
    @CsvSource({"source_system", "customer_region", "_contract", "_split"})
    void a_footer_that_lies_about_texts(String column) throws Exception {
        String least = "the footer says something else of the least value of " + column + " than its pages";
        String greatest = "the footer says something else of the greatest value of " + column + " than its pages";
        assertThat(reason(saying(column, said -> said.setMin_value(text(""))))).isEqualTo(least);
        assertThat(reason(saying(column, said -> said.setMin_value(text("it's")))))
                .isEqualTo(least);
        assertThat(reason(saying(column, said -> said.setMin_value(text("~"))))).isEqualTo(least);
        assertThat(reason(saying(column, said -> said.setMin_value(new byte[] {(byte) 0xff}))))
                .isEqualTo(least);
        assertThat(reason(saying(column, said -> said.setMax_value(text("~"))))).isEqualTo(greatest);
        // What is below the greatest value that is said is not within: nor is then the least.
        assertThat(reason(saying(column, said -> said.setMax_value(text(""))))).isEqualTo(least);
        assertThat(reason(saying(column, said -> said.setNull_count(1)))).contains("absent values of " + column);
    }

    private static byte[] saying(String column, Consumer<Statistics> change) throws Exception {
        return rewritten(footer -> footer.getRow_groups().get(0).getColumns().stream()
                .map(chunk -> chunk.getMeta_data())
                .filter(meta -> meta.getPath_in_schema().equals(List.of(column)))
                .forEach(meta -> change.accept(meta.getStatistics())));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_page_that_was_damaged() throws Exception {
        byte[] bytes = Files.readAllBytes(good);
        bytes[bytes.length / 3] ^= 1;
        assertThat(reason(bytes)).containsAnyOf("a wrong checksum", "a page");
    }

    @Test
    void a_file_in_the_folder_of_another_day() throws Exception {
        assertThat(probe(good, good.getParent().resolveSibling("dt=2024-02-29").resolve("x.parquet"))
                        .reason())
                .isEqualTo("it holds rows of another day than its folder 2024-02-29");
    }

    @Test
    void a_file_that_does_not_belong_there() throws Exception {
        assertThat(probe(good, good.resolveSibling("notes.txt")).reason())
                .isEqualTo("its name does not end with .parquet: it does not belong there");
    }

    /** The good file with another footer. */
    private static byte[] rewritten(Consumer<FileMetaData> change) throws Exception {
        return Footers.changed(Files.readAllBytes(good), change);
    }

    private static String reason(byte[] content) throws Exception {
        return probe(Files.write(temp.resolve("bad.parquet"), content), good).reason();
    }

    private static Verdict probe(Path file, Path stands) throws Exception {
        String lakePath = lake.root().relativize(stands).toString();
        return prober.probe(Zone.CLEAN, "transactions", file, lakePath, Files.size(file));
    }
}
