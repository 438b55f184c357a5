package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.contracts.BadFile;
import io.millrace.cli.contracts.ProblemText;
import io.millrace.cli.terminal.Nearest;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.pipeline.run.RunFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into words on stderr, an object on stdout when JSON was asked for, and an exit. */
final class Troubles {

    private final Call call;
    private final Style style;

    Troubles(Call call) {
        this.call = call;
        this.style = call.terminal().errStyle();
    }

    Exit report(ParameterException e, List<String> args) {
        CommandLine command = e.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help tells what there is";
        Optional<String> stranger = stranger(e, args);
        if (stranger.isEmpty()) {
            return report(Exit.USAGE, e.getMessage(), List.of(help), e);
        }
        String word = stranger.get();
        Collection<String> known = word.startsWith("-")
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        String message = word.startsWith("-") ? "there is no option " + word : "one word too many: \"" + word + "\"";
        String advice = Nearest.to(word, known)
                .map(near -> "did you mean " + near + "?")
                .orElse(help);
        return report(Exit.USAGE, message, List.of(advice), e);
    }

    /** The word that the command does not know; an option that is missing may just be misspelt. */
    private static Optional<String> stranger(ParameterException e, List<String> args) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return Optional.of(nameOf(unmatched.getUnmatched().get(0)));
        }
        if (!(e instanceof MissingParameterException)) {
            return Optional.empty();
        }
        Set<String> known = e.getCommandLine().getCommandSpec().optionsMap().keySet();
        return args.stream()
                .filter(arg -> arg.startsWith("--"))
                .map(Troubles::nameOf)
                .filter(name -> !known.contains(name))
                .findFirst();
    }

    private static String nameOf(String word) {
        return word.startsWith("-") ? word.split("=", 2)[0] : word;
    }

    Exit report(Throwable e) {
        if (e instanceof Failure failure) {
            return report(failure.exit(), failure.getMessage(), failure.advice(), failure.getCause());
        } else if (e instanceof RunFailure failure && failure.kind() != RunFailure.Kind.INTERNAL) {
            return report(Exit.of(failure.kind()), failure.getMessage(), log(), failure.getCause());
        } else if (e instanceof BadFile bad) {
            return report(bad);
        } else if (isDiskFull(e)) {
            return report(
                    Exit.TRY_AGAIN,
                    "the disk is full: " + e.getMessage(),
                    List.of("free some space, then run it again"),
                    e);
        } else if (e instanceof OutOfMemoryError) {
            return report(
                    Exit.TRY_AGAIN,
                    "the memory of the JVM is used up",
                    List.of("give it more: MILLRACE_JAVA_OPTS=-Xmx4g millrace …"),
                    e);
        }
        return reportInternal(e);
    }

    private Exit report(BadFile bad) {
        ProblemText text = new ProblemText(style);
        bad.problems().forEach(problem -> call.tell(text.of(problem, bad.file())));
        String summary = bad.file() + ": " + ProblemText.count(bad.problems());
        if (call.wantsJson()) {
            call.print(json -> {
                writeError(json, Exit.USAGE, summary);
                ProblemText.write(json, bad.problems());
            });
        }
        call.tell("millrace: " + summary);
        return Exit.USAGE;
    }

    private List<String> log() {
        return call.log().map(file -> List.of("log: " + file)).orElse(List.of());
    }

    private Exit reportInternal(Throwable e) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        String message = "an error inside millrace, id " + id + ": " + e;
        return report(Exit.INTERNAL, message, List.of(keep(id, e), "with --debug it is shown here"), e);
    }

    private Exit report(Exit exit, String message, List<String> advice, Throwable cause) {
        String shown = message.lines().map(Visible::text).collect(Collectors.joining("\n  "));
        call.tell(style.bad("millrace: ") + shown);
        advice.forEach(line -> call.tell("  " + Visible.text(line)));
        if (call.options().debug() && cause != null) {
            cause.printStackTrace(call.terminal().err());
        }
        if (call.wantsJson()) {
            call.print(json -> writeError(json, exit, message));
        }
        return exit;
    }

    private static void writeError(JsonGenerator json, Exit exit, String message) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeNumberField("exit", exit.code());
        json.writeStringField("kind", exit.name());
        json.writeStringField("message", message);
        json.writeEndObject();
    }

    /** Writes the stack trace down and says where. */
    private String keep(String id, Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        List<Path> folders = List.of(call.path(".millrace/log"), Path.of(System.getProperty("java.io.tmpdir")));
        return folders.stream()
                .flatMap(folder -> write(folder, "error-" + id + ".log", trace.toString()).stream())
                .findFirst()
                .map(log -> "the details are in " + log)
                .orElse("the details could not be written to a file");
    }

    private static Optional<Path> write(Path folder, String name, String text) {
        try {
            return Optional.of(Files.writeString(Files.createDirectories(folder).resolve(name), text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isDiskFull(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    && String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }
}
