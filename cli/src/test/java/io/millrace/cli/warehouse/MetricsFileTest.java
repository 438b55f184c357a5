package io.millrace.cli.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.LoadSummary.BadFile;
import io.millrace.pipeline.warehouse.LoadSummary.ObjectRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsFileTest {

    private static final Path PAGE = Called.home().resolve("docs/reference/metrics.md");
    private static final String BEGIN = "<!-- begin: generated from WarehouseMetric -->\n";
    private static final String END = "<!-- end -->\n";

    @TempDir
    private Path folder;

    @Test
    void loads_add_up_and_gauges_are_those_of_the_last() throws IOException {
        Path file = folder.resolve("millrace.prom");
        MetricsFile metrics =
                new MetricsFile(file, Clock.fixed(Instant.parse("2025-04-06T10:00:00.9Z"), ZoneOffset.UTC));
        metrics.looked();
        assertThat(Files.readString(file))
                .contains(
                        "millrace_warehouse_version 0\n",
                        "millrace_warehouse_last_look_timestamp_seconds 1743933600\n");
        metrics.loaded(load(3, 100, 7));
        metrics.loaded(load(4, 20, 1));
        assertThat(Files.readString(file))
                .contains(
                        "# TYPE millrace_warehouse_loads_total counter\nmillrace_warehouse_loads_total 2\n",
                        "millrace_warehouse_version 4\n",
                        "millrace_warehouse_loaded_files_total 4\n",
                        "millrace_warehouse_loaded_rows_total 120\n",
                        "millrace_warehouse_known_rows_total 8\n",
                        "millrace_warehouse_quarantined_files 1\n",
                        "millrace_warehouse_load_seconds 1.5\n",
                        "millrace_warehouse_last_load_timestamp_seconds 1743933600\n",
                        "millrace_warehouse_rows{object=\"transaction_fact\"} 20\n");
        for (WarehouseMetric metric : WarehouseMetric.values()) {
            assertThat(Files.readString(file)).contains("\n" + metric.prometheusName());
        }
        assertThat(folder).isDirectoryContaining("glob:**/millrace.prom").isDirectoryNotContaining("glob:**.next");
    }

    @Test
    void the_page_lists_the_metrics_that_the_code_has() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        if (Boolean.getBoolean("millrace.rewrite")) {
            page = page.substring(0, begin) + table() + page.substring(page.indexOf(END, begin));
            Files.writeString(PAGE, page);
        }
        assertThat(page.substring(begin, page.indexOf(END, begin)))
                .as("Rewrite it: mvn test -pl cli -am -Dtest=MetricsFileTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.rewrite=true")
                .isEqualTo(table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| metric | label | kind | meaning |\n|---|---|---|---|\n");
        for (WarehouseMetric metric : WarehouseMetric.values()) {
            table.append("| `")
                    .append(metric.prometheusName())
                    .append("` | ")
                    .append(metric.label().map(label -> "`" + label + "`").orElse(""))
                    .append(" | ")
                    .append(metric.kind().word())
                    .append(" | ")
                    .append(metric.meaning())
                    .append(" |\n");
        }
        return table.toString();
    }

    private static LoadSummary load(long version, long rows, long known) {
        return new LoadSummary(
                OptionalLong.of(version),
                2,
                rows,
                1000,
                0,
                List.of(new BadFile("clean/x", "cut")),
                1,
                known,
                1,
                List.of(new ObjectRows("transaction_fact", rows)),
                Duration.ofMillis(1500));
    }
}
