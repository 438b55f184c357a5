package io.millrace.cli.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.contract.Problem;
import io.millrace.contract.Problem.Severity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shows a problem: place, severity, message, the line of the file with a caret under the fault, and advice. */
public final class ProblemText {

    /** What a problem quotes in place of a secret; its line is not shown either. */
    public static final String SECRET = "***";

    private static final int WIDEST = 160;

    private final Style style;

    public ProblemText(Style style) {
        this.style = style;
    }

    /** {@code 2 errors, 1 warning}. */
    public static String count(List<Problem> problems) {
        long errors = problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .count();
        long warnings = problems.size() - errors;
        String both = errors == 0 || warnings == 0 ? "" : ", ";
        return (errors == 0 && warnings > 0 ? "" : number(errors, "error"))
                + both
                + (warnings == 0 ? "" : number(warnings, "warning"));
    }

    private static String number(long count, String of) {
        return count + " " + of + (count == 1 ? "" : "s");
    }

    /** The problem as text; the file is where its line is looked up. */
    public String of(Problem problem, Path file) {
        StringBuilder text = new StringBuilder();
        text.append(style.bold(Visible.text(problem.place())))
                .append(": ")
                .append(severity(problem))
                .append(": ");
        text.append(Visible.text(problem.message()));
        line(file, problem).filter(line -> line.length() <= WIDEST).ifPresent(line -> {
            String number = Integer.toString(problem.line());
            String indent = " ".repeat(Math.max(0, problem.column() - 1));
            String carets = "^".repeat(caretWidth(problem, line));
            text.append("\n  ").append(style.dim(number + " | ")).append(Visible.text(line));
            text.append("\n  ")
                    .append(" ".repeat(number.length()))
                    .append(style.dim(" | "))
                    .append(indent)
                    .append(style.bad(carets));
        });
        problem.advice()
                .ifPresent(
                        advice -> text.append("\n  ").append(style.good("→ ")).append(Visible.text(advice)));
        return text.toString();
    }

    private String severity(Problem problem) {
        return problem.severity() == Severity.ERROR ? style.bad("error") : style.doubtful("warning");
    }

    /** Under the offending text when it stands there as it was quoted, else under its first character. */
    private static int caretWidth(Problem problem, String line) {
        int[] codePoints = line.codePoints().skip(problem.column() - 1L).toArray();
        String rest = new String(codePoints, 0, codePoints.length);
        String offending = problem.offending();
        return !offending.isEmpty() && rest.startsWith(offending) ? offending.codePointCount(0, offending.length()) : 1;
    }

    private static Optional<String> line(Path file, Problem problem) {
        if (problem.offending().equals(SECRET)) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.lines().skip(problem.line() - 1L).findFirst().map(line -> line.replace('\t', ' '));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes the member {@code problems}. */
    public static void write(JsonGenerator json, List<Problem> problems) throws IOException {
        json.writeArrayFieldStart("problems");
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeStringField("severity", problem.severity() == Severity.ERROR ? "error" : "warning");
            json.writeStringField("file", problem.file());
            json.writeNumberField("line", problem.line());
            json.writeNumberField("column", problem.column());
            json.writeStringField("message", problem.message());
            json.writeStringField("offending", problem.offending());
            if (problem.advice().isPresent()) {
                json.writeStringField("advice", problem.advice().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
