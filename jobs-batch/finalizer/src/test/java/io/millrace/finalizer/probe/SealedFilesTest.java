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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a seal is taken for, and what it is not. */
final class SealedFilesTest {

    @TempDir
    private Path temp;

    private TestLake lake;
    private Path good;
    private byte[] bytes;
    private Prober prober;

    @BeforeEach
    void begin() throws Exception {
        lake = new TestLake(temp.resolve("lake"));
        good = lake.stream("a", records(0, 700)).get(2);
        bytes = Files.readAllBytes(good);
        prober = new Prober(List.of(lake.plan()));
    }

    @AfterEach
    void end() {
        prober.close();
    }

    @Test
    void a_sealed_file_is_trusted_and_no_process_is_started() throws Exception {
        assertThat(bySeal(bytes)).contains(new Verdict(98, null));
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void a_file_without_seal_must_be_looked_at() throws Exception {
        byte[] unsealed = Footers.unsealed(bytes);
        assertThat(bySeal(unsealed)).isEmpty();
        assertThat(probe(unsealed)).isEqualTo(new Verdict(98, null));
    }

    /** A change that means nothing to any reader: what is said of the release that wrote it. */
    @Test
    void a_broken_seal_is_enough_to_refuse_a_file() throws Exception {
        byte[] harmless = Footers.changed(
                bytes,
                footer -> footer.getKey_value_metadata().stream()
                        .filter(entry -> entry.getKey().equals(CleanParquet.FOOTER_VERSION))
                        .forEach(entry -> entry.setValue("another")));
        assertThat(probe(harmless).trusted()).isTrue();
        assertThat(bySeal(harmless).orElseThrow().reason())
                .isEqualTo("its bytes are not those that were written: its seal is broken");
    }

    @Test
    void what_has_broken_a_seal_is_told_if_it_can_be_found() throws Exception {
        assertThat(bySeal(Footers.changed(bytes, SealedFilesTest::lying))
                        .orElseThrow()
                        .reason())
                .isEqualTo("the footer says something else of the greatest value of transaction_id than its pages");
    }

    /** So a seal is worth what its writer is worth. */
    @Test
    void values_behind_a_whole_seal_are_not_looked_at() throws Exception {
        byte[] lying = Footers.sealed(bytes, SealedFilesTest::lying);
        assertThat(bySeal(lying)).contains(new Verdict(98, null));
        assertThat(probe(lying).reason()).contains("the greatest value of transaction_id");
    }

    @Test
    void a_seal_does_not_make_a_file_one_of_another_dataset_schema_or_day() throws Exception {
        assertThat(sealedReason(footer -> footer.getKey_value_metadata().stream()
                        .filter(entry -> entry.getKey().equals(CleanParquet.FOOTER_CONTRACT))
                        .forEach(entry -> entry.setValue("orders@1"))))
                .isEqualTo("it is not a file of the contract of transactions");
        assertThat(sealedReason(footer -> footer.getSchema().get(1).setRepetition_type(FieldRepetitionType.OPTIONAL)))
                .startsWith("its schema is not that of transactions@1");
        assertThat(sealedReason(footer -> footer.setNum_rows(97))).isEqualTo("its footer says 97 rows, its groups 98");
        assertThat(sealedReason(footer ->
                        said(footer, "_contract").setMax_value("transactions@2".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("its footer names transactions@1, its rows another contract");
        Path other = good.getParent().resolveSibling("dt=2024-02-29").resolve("x.parquet");
        assertThat(bySeal(bytes, other).orElseThrow().reason())
                .isEqualTo("it holds rows of another day than its folder 2024-02-29");
        Path nowhere = good.getParent().resolveSibling("notes").resolve("x.parquet");
        assertThat(bySeal(bytes, nowhere).orElseThrow().reason()).isEqualTo("it does not stand in the folder of a day");
    }

    @Test
    void a_sealed_file_without_rows() throws Exception {
        Path empty = temp.resolve("empty.parquet");
        try (OutputStream out = Files.newOutputStream(empty)) {
            new CleanParquet(lake.plan()).writer(out).close();
        }
        assertThat(bySeal(Files.readAllBytes(empty)).orElseThrow().reason()).isEqualTo("it has no rows");
    }

    @Test
    void a_footer_that_says_too_little_leaves_the_values_to_be_looked_at() throws Exception {
        assertThat(bySeal(Footers.sealed(
                        bytes, footer -> said(footer, "timestamp").unsetMax_value())))
                .isEmpty();
    }

    private static void lying(FileMetaData footer) {
        said(footer, "transaction_id")
                .setMax_value(said(footer, "transaction_id").getMin_value());
    }

    private static org.apache.parquet.format.Statistics said(FileMetaData footer, String column) {
        return footer.getRow_groups().get(0).getColumns().stream()
                .map(chunk -> chunk.getMeta_data())
                .filter(meta -> meta.getPath_in_schema().equals(List.of(column)))
                .findFirst()
                .orElseThrow()
                .getStatistics();
    }

    private String sealedReason(Consumer<FileMetaData> change) throws Exception {
        return bySeal(Footers.sealed(bytes, change)).orElseThrow().reason();
    }

    private Optional<Verdict> bySeal(byte[] content) throws Exception {
        return bySeal(content, good);
    }

    private Optional<Verdict> bySeal(byte[] content, Path stands) throws Exception {
        Path file = Files.write(temp.resolve("file.parquet"), content);
        String lakePath = lake.root().relativize(stands).toString();
        return prober.bySeal(Zone.CLEAN, "transactions", file, lakePath, content.length);
    }

    private Verdict probe(byte[] content) throws Exception {
        Path file = Files.write(temp.resolve("file.parquet"), content);
        String lakePath = lake.root().relativize(good).toString();
        return prober.probe(Zone.CLEAN, "transactions", file, lakePath, content.length);
    }
}
