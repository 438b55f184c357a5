package io.millrace.cli.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cli.Called;
import io.millrace.cli.Failure;
import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.LoadSummary.BadFile;
import io.millrace.pipeline.warehouse.LoadSummary.ObjectRows;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WarehouseMetricsTest {

    private static final Path PAGE = Called.home().resolve("docs/reference/metrics.md");
    private static final String BEGIN = "<!-- begin: generated from WarehouseMetric -->\n";
    private static final String END = "<!-- end -->\n";

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-04-06T10:00:00.9Z"));

    private final WarehouseMetrics metrics = new WarehouseMetrics(clock());

    @Test
    void loads_add_up_and_gauges_are_those_of_the_last() {
        metrics.looked();
        assertThat(metrics.page())
                .contains(
                        "millrace_warehouse_version 0\n",
                        "millrace_warehouse_last_look_timestamp_seconds 1743933600\n");
        metrics.loaded(load(3, 100, 7));
        metrics.loaded(load(4, 20, 1));
        assertThat(metrics.page())
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
            assertThat(metrics.page()).contains("\n" + metric.prometheusName());
        }
    }

    @Test
    void the_file_is_the_page_and_not_written_for_every_look() throws IOException {
        Path path = folder.resolve("millrace.prom");
        MetricsFile file = new MetricsFile(path, metrics, clock());
        file.refresh();
        metrics.loaded(load(3, 100, 7));
        now.updateAndGet(time -> time.plusSeconds(9));
        file.refresh();
        assertThat(path).content().contains("millrace_warehouse_version 0\n");
        now.updateAndGet(time -> time.plusSeconds(1));
        file.refresh();
        assertThat(path).hasContent(metrics.page());
        metrics.loaded(load(4, 20, 1));
        file.write();
        assertThat(path).hasContent(metrics.page());
        assertThat(folder).isDirectoryNotContaining("glob:**.next");
    }

    @Test
    void a_scrape_is_the_page_and_nothing_else_is_served() throws Exception {
        try (MetricsPort port = MetricsPort.open("0", metrics::page)) {
            assertThat(port.url()).matches("http://127\\.0\\.0\\.1:\\d+/metrics");
            metrics.loaded(load(3, 100, 7));
            HttpResponse<String> answer = ask(port.url(), "GET");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.body()).isEqualTo(metrics.page()).contains("millrace_warehouse_version 3\n");
            assertThat(ask(port.url(), "HEAD").body()).isEmpty();
            assertThat(ask(port.url(), "POST").statusCode()).isEqualTo(405);
            assertThat(ask(port.url() + "/more", "GET").statusCode()).isEqualTo(404);
            String taken = port.url().replaceAll("http://|/metrics", "");
            assertThatThrownBy(() -> MetricsPort.open(taken, metrics::page))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("cannot be served at " + taken);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "65536", "1.2.3.4:", "-1"})
    void what_is_no_port_is_refused(String place) {
        assertThatThrownBy(() -> MetricsPort.open(place, metrics::page)).hasMessageContaining("neither a port nor");
    }

    private static HttpResponse<String> ask(String url, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
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
                .as("Rewrite it: mvn test -pl cli -am -Dtest=WarehouseMetricsTest"
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
                0,
                0,
                List.of(new BadFile("clean/x", "cut")),
                1,
                known,
                1,
                List.of(new ObjectRows("transaction_fact", rows)),
                Duration.ofMillis(1500));
    }
}
