package io.millrace.cli;

import io.millrace.cli.terminal.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command: finds the verb, parses its options, carries it out, and turns whatever goes wrong into words and an exit. */
public final class Millrace {

    private static final List<String> OPTIONS_WITH_VALUE = List.of("--output", "--config", "--profile");
    private static final int WIDEST_HELP = 110;

    private final Surroundings surroundings;

    public Millrace(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public Exit run(String... args) {
        Call call = new Call(surroundings);
        Troubles troubles = new Troubles(call);
        try {
            return carryOut(call, args);
        } catch (ParameterException e) {
            return troubles.report(e, List.of(args));
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError e) {
            return troubles.report(e);
        } finally {
            surroundings.terminal().out().flush();
            surroundings.terminal().err().flush();
        }
    }

    /** What is wrong with the words of a call, which is not carried out. */
    public Optional<String> complaint(String... args) {
        try {
            Optional<String> word = firstWord(args);
            if (word.isEmpty()) {
                return Optional.of("no verb");
            }
            command(new Call(surroundings), verb(word.get())).parseArgs(args);
            return Optional.empty();
        } catch (ParameterException | Failure e) {
            return Optional.of(e.getMessage());
        }
    }

    private Exit carryOut(Call call, String... args) throws Exception {
        Optional<String> word = firstWord(args);
        if (word.isEmpty()) {
            return withoutVerb(args);
        }
        if (word.get().equals("help")) {
            return help(call, args);
        }
        Verb verb = verb(word.get());
        CommandLine command = command(call, verb);
        ParseResult parsed = command.parseArgs(args);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        CommandLine chosen = parsed.commandSpec().commandLine();
        if (call.options().help()) {
            call.terminal().out().print(chosen.getUsageMessage());
            return Exit.OK;
        }
        call.keepLog(Logs.direct(call, verb));
        return (Exit) ((Callable<?>) chosen.getCommand()).call();
    }

    /** The command with every verb, as completion and the reference need it. */
    public static CommandLine whole(Call call) {
        return command(call, Verb.values());
    }

    /** The command with these verbs alone. */
    private static CommandLine command(Call call, Verb... verbs) {
        CommandLine command = new CommandLine(call.options());
        for (Verb verb : verbs) {
            CommandLine opened = new CommandLine(verb.open(call));
            verb.openInner(call).forEach(opened::addSubcommand);
            SettingOptions.add(opened, call.flags());
            Help.teach(opened, verb);
            command.addSubcommand(verb.word(), opened);
        }
        return command.setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUsageHelpWidth(Math.min(WIDEST_HELP, call.terminal().width()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        call.terminal().outStyle().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    }

    private Exit withoutVerb(String... args) {
        List<String> given = Arrays.asList(args);
        if (given.contains("--version")) {
            return run("version");
        }
        boolean asked = given.contains("--help") || given.contains("-h");
        if (asked) {
            surroundings
                    .terminal()
                    .out()
                    .print(Help.ofCommand(surroundings.terminal().outStyle()));
            return Exit.OK;
        }
        surroundings
                .terminal()
                .err()
                .print(Help.ofCommand(surroundings.terminal().errStyle()));
        return Exit.USAGE;
    }

    /** {@code millrace help} and {@code millrace help VERB}. */
    private Exit help(Call call, String... args) throws Failure {
        List<String> words =
                Arrays.stream(args).filter(arg -> !arg.startsWith("-")).toList();
        if (words.size() < 2) {
            return run("--help");
        }
        Verb verb = verb(words.get(1));
        call.terminal()
                .out()
                .print(command(call, verb).getSubcommands().get(verb.word()).getUsageMessage());
        return Exit.OK;
    }

    private static Verb verb(String word) throws Failure {
        Optional<Verb> verb = Verb.of(word);
        if (verb.isPresent()) {
            return verb.get();
        }
        throw Failure.usage(
                "there is no verb \"" + word + "\"",
                Nearest.to(word, Verb.words())
                        .map(near -> "did you mean: millrace " + near)
                        .orElse("millrace --help lists them"));
    }

    private static Optional<String> firstWord(String... args) {
        for (int at = 0; at < args.length; at++) {
            if (OPTIONS_WITH_VALUE.contains(args[at])) {
                at++;
            } else if (!args[at].startsWith("-")) {
                return Optional.of(args[at]);
            }
        }
        return Optional.empty();
    }
}
