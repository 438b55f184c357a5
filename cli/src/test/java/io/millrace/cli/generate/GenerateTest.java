package io.millrace.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import io.millrace.testkit.generate.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records into files and to stdout. */
final class GenerateTest {

    @TempDir
    private Path folder;

    @Test
    void the_same_seed_makes_the_same_file_and_another_seed_another_one() throws IOException {
        Called.in(folder, "generate", "--records", "500", "--seed", "7", "--out", "a.ndjson");
        Called.in(folder, "generate", "--records", "500", "--seed", "7", "--out", "b.ndjson");
        Called.in(folder, "generate", "--records", "500", "--seed", "8", "--out", "c.ndjson");
        assertThat(folder.resolve("a.ndjson")).hasSameBinaryContentAs(folder.resolve("b.ndjson"));
        assertThat(Files.mismatch(folder.resolve("a.ndjson"), folder.resolve("c.ndjson")))
                .isNotNegative();
    }

    @Test
    void what_must_become_of_the_records_is_printed_and_written_down() throws IOException {
        Called called = Called.in(folder, "generate", "--records", "1000", "--out", "a.ndjson", "--expect", "e.json");
        assertThat(called.exit()).as(called.err()).isEqualTo(Exit.OK);
        Expectation expected = Expectation.fromJson(Files.readString(folder.resolve("e.json")));
        assertThat(expected.read()).isEqualTo(1000);
        assertThat(called.out())
                .startsWith("1,000 records of transactions (seed 1, ")
                .contains(expected.clean() + " clean + " + expected.rejected() + " rejected + " + expected.duplicate()
                        + " duplicate");
    }

    @Test
    void records_on_stdout_are_alone_there() {
        Called called =
                Called.in(folder, "generate", "--records", "3", "--out", "-", "--bad", "0", "--duplicates", "0");
        assertThat(called.out().lines()).hasSize(3).allMatch(line -> line.contains("account_number"));
        assertThat(called.err()).contains("3 records of transactions");
    }

    @Test
    void json_gives_the_counts_as_one_object() {
        Called called = Called.in(folder, "generate", "--records", "10", "--out", "o.ndjson", "--output", "json");
        assertThat(called.out()).contains("\"dataset\" : \"transactions\"", "\"records\" : 10", "\"seed\" : 1");
    }

    @Test
    void what_cannot_be_is_refused_with_advice() {
        assertThat(refused()).contains("where to?", "--out FILE");
        assertThat(refused("--out", "-", "--output", "json"))
                .contains("stdout cannot take the records and a JSON result");
        assertThat(refused("--out", "a", "--bad", "malformd=0.1")).contains("did you mean malformed?");
        assertThat(refused("--out", "a", "--records", "0")).contains("--records 0 is less than one record");
        assertThat(refused("--out", "a", "--rate", "0")).contains("--rate 0 is less than one record a second");
        assertThat(refused("--out", "a", "--duplicates", "1.5")).contains("duplicates");
        assertThat(refused("--out", "missing/a")).contains("there is no folder");
        assertThat(refused("--out", "a", "--start", "yesterday")).contains("is not an instant such as");
        assertThat(refused("--out", "a", "--dataset", "nothing")).contains("nothing");
    }

    private String refused(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "generate";
        System.arraycopy(options, 0, args, 1, options.length);
        Called called = Called.in(folder, args);
        assertThat(called.exit()).as(called.err()).isEqualTo(Exit.USAGE);
        return called.err();
    }
}
