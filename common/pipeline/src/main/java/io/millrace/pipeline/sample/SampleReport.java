package io.millrace.pipeline.sample;

import io.millrace.contract.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** How the samples of a contract folder went, and what is wrong with the files they stand in. */
public record SampleReport(List<SampleResult> results, List<Problem> problems) {

    public SampleReport {
        results = List.copyOf(results);
        problems = List.copyOf(problems);
    }

    public boolean passed() {
        return failed().isEmpty()
                && problems.stream().noneMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    public List<SampleResult> failed() {
        return results.stream().filter(result -> !result.passed()).toList();
    }

    /** Every failed sample with what was expected and what was found, side by side. */
    public String text() {
        return failed().stream().map(SampleReport::text).collect(Collectors.joining("\n"));
    }

    private static String text(SampleResult result) {
        int whatWidth =
                width(result.differences().stream().map(Difference::what).toList(), "");
        int expectedWidth =
                width(result.differences().stream().map(Difference::expected).toList(), "expected");
        StringBuilder text = new StringBuilder()
                .append(result.file())
                .append(':')
                .append(result.place().line())
                .append(": ")
                .append(result.name())
                .append('\n');
        line(text, whatWidth, expectedWidth, new Difference("", "expected", "found"));
        result.differences().forEach(difference -> line(text, whatWidth, expectedWidth, difference));
        return text.toString();
    }

    private static void line(StringBuilder text, int whatWidth, int expectedWidth, Difference difference) {
        text.append("  ").append(padded(difference.what(), whatWidth));
        text.append("  ").append(padded(difference.expected(), expectedWidth));
        text.append("  ").append(difference.found()).append('\n');
    }

    private static int width(List<String> cells, String title) {
        return cells.stream().mapToInt(String::length).reduce(title.length(), Math::max);
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
