package io.millrace.cli.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.contract.Contract;
import io.millrace.contract.Problem;
import io.millrace.pipeline.sample.Difference;
import io.millrace.pipeline.sample.SampleResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Verdicts on contracts, for people and as JSON. */
final class VerdictText {

    private final List<Verdict> verdicts;
    private final Style style;

    VerdictText(List<Verdict> verdicts, Style style) {
        this.verdicts = verdicts;
        this.style = style;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        verdicts.forEach(verdict -> add(lines, verdict));
        lines.add(summary());
        return lines;
    }

    private void add(List<String> lines, Verdict verdict) {
        String file = Visible.text(verdict.shown(verdict.file().toString()));
        lines.add(
                (verdict.isGood() ? style.good("ok  ") : style.bad("BAD ")) + style.bold(file) + "  " + tell(verdict));
        ProblemText text = new ProblemText(style);
        problems(verdict)
                .forEach(problem -> lines.add(indent(text.of(verdict.shown(problem), Path.of(problem.file())))));
        for (SampleResult result : verdict.samples().failed()) {
            lines.add(indent(style.bold(verdict.shown(result.file()) + ":"
                            + result.place().line() + ":" + result.place().column())
                    + ": " + style.bad("sample went another way") + ": "
                    + Visible.text(result.name())));
            result.differences().forEach(difference -> lines.addAll(difference(difference)));
        }
    }

    private static String tell(Verdict verdict) {
        int samples = verdict.samples().results().size();
        return verdict.contract().map(Contract::id).orElse("does not compile")
                + (verdict.contract().isEmpty()
                        ? ""
                        : samples == 0 ? ", no samples" : ", " + Amounts.count(samples, "sample"));
    }

    private static List<Problem> problems(Verdict verdict) {
        List<Problem> problems = new ArrayList<>(verdict.problems());
        problems.addAll(verdict.samples().problems());
        return problems;
    }

    private List<String> difference(Difference difference) {
        return List.of(
                "      " + Visible.text(difference.what()),
                "        expected  " + style.good(Visible.text(difference.expected())),
                "        found     " + style.bad(Visible.text(difference.found())));
    }

    private static String indent(String text) {
        return "    " + text.replace("\n", "\n    ");
    }

    private String summary() {
        long bad = verdicts.stream().filter(verdict -> !verdict.isGood()).count();
        long samples = verdicts.stream()
                .mapToLong(verdict -> verdict.samples().results().size())
                .sum();
        long failed = verdicts.stream()
                .mapToLong(verdict -> verdict.samples().failed().size())
                .sum();
        String all = Amounts.count(verdicts.size(), "contract") + ", " + Amounts.count(samples, "sample") + ": ";
        if (bad == 0) {
            return all + style.good("all good");
        }
        List<String> why = new ArrayList<>();
        long errors = verdicts.stream().mapToLong(Verdict::errors).sum();
        if (errors > 0) {
            why.add(Amounts.count(errors, "error"));
        }
        if (failed > 0) {
            why.add(Amounts.count(failed, "sample") + " went another way");
        }
        return all + style.bad(Amounts.count(bad) + " bad") + " (" + String.join(", ", why) + ")";
    }

    void write(JsonGenerator json) throws IOException {
        json.writeBooleanField("good", verdicts.stream().allMatch(Verdict::isGood));
        json.writeArrayFieldStart("contracts");
        for (Verdict verdict : verdicts) {
            json.writeStartObject();
            json.writeStringField("file", verdict.shown(verdict.file().toString()));
            json.writeStringField(
                    "contract", verdict.contract().map(Contract::id).orElse(null));
            json.writeBooleanField("good", verdict.isGood());
            ProblemText.write(
                    json, problems(verdict).stream().map(verdict::shown).toList());
            json.writeNumberField("samples", verdict.samples().results().size());
            writeFailed(json, verdict);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeFailed(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeArrayFieldStart("failed_samples");
        for (SampleResult result : verdict.samples().failed()) {
            json.writeStartObject();
            json.writeStringField("file", verdict.shown(result.file()));
            json.writeNumberField("line", result.place().line());
            json.writeStringField("name", result.name());
            json.writeArrayFieldStart("differences");
            for (Difference difference : result.differences()) {
                json.writeStartObject();
                json.writeStringField("what", difference.what());
                json.writeStringField("expected", difference.expected());
                json.writeStringField("found", difference.found());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
