package io.millrace.flink.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricReferenceTest {

    private static final Path PAGE = Path.of(System.getProperty("millrace.home"), "docs/reference/metrics.md");
    private static final String BEGIN = "<!-- begin: generated from FlowMetric -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void the_page_lists_the_metrics_that_the_code_has() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean("millrace.rewrite")) {
            page = page.substring(0, begin) + table() + page.substring(end);
            Files.writeString(PAGE, page);
            end = page.indexOf(END);
        }

        assertThat(page.substring(begin, end))
                .as("Rewrite it: mvn test -pl common/flink -am -Dtest=MetricReferenceTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.rewrite=true")
                .isEqualTo(table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder(
                "| in a Prometheus scrape | label | kind | step | meaning |\n|---|---|---|---|---|\n");
        for (FlowMetric metric : FlowMetric.values()) {
            table.append("| `")
                    .append(metric.prometheusName())
                    .append("` | ")
                    .append(metric.label().map(label -> "`" + label + "`").orElse(""))
                    .append(" | ")
                    .append(metric.kind().word())
                    .append(" | ")
                    .append(metric.steps())
                    .append(" | ")
                    .append(metric.meaning())
                    .append(" |\n");
        }
        return table.toString();
    }
}
