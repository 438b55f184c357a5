package io.millrace.cli.generate;

import io.millrace.cli.Failure;
import io.millrace.cli.terminal.Nearest;
import io.millrace.cli.terminal.Section;
import io.millrace.testkit.generate.BadKind;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.GeneratorOptions.Mix;
import io.millrace.testkit.generate.GeneratorOptions.Population;
import io.millrace.testkit.generate.GeneratorOptions.Timeline;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say what the records are like. */
@Section("Records")
final class RecordOptions {

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "Whose records: transactions (default), user_activity, orders.")
    private String dataset = "transactions";

    @Option(names = "--records", paramLabel = "N", description = "How many. Default: 10000")
    private long records = 10_000;

    @Option(names = "--endless", description = "Go on until Ctrl-C.")
    private boolean endless;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed and options make the same bytes. Default: 1")
    private long seed = GeneratorOptions.DEFAULT_SEED;

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            description = "Records that repeat a key, 0 to 1. Default: 0.02")
    private double duplicates = Mix.DEFAULT_DUPLICATES;

    @Option(
            names = "--bad",
            paramLabel = "[KIND=]SHARE",
            description = "Records that break the contract, 0 to 1, of every kind or of one; repeatable. Default: 0.03")
    private List<String> bad = List.of();

    @Option(
            names = "--late",
            paramLabel = "SHARE",
            description = "Records whose event lies hours to days back. Default: 0.02")
    private double late = Mix.DEFAULT_LATE;

    @Option(
            names = "--spelled",
            paramLabel = "SHARE",
            description = "Good records in an unusual spelling. Default: 0.1")
    private double spelled = Mix.DEFAULT_SPELLED;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            description = "How many accounts, the first used most. Default: 10000")
    private int accounts = Population.DEFAULT.accounts();

    @Option(
            names = "--source-systems",
            paramLabel = "N",
            description = "How many systems send records, 1 to 8. Default: 4")
    private int sourceSystems = Population.DEFAULT.sourceSystems();

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            description = "Time of the first event. Default: 2025-01-01T00:00:00Z")
    private String start = Timeline.DEFAULT.start().toString();

    long records() {
        return endless ? Long.MAX_VALUE : records;
    }

    boolean endless() {
        return endless;
    }

    long seed() {
        return seed;
    }

    String dataset() {
        return dataset;
    }

    /** What the generator is to make; refuses what it cannot. */
    GeneratorOptions options(Carrier carrier, int partitions) throws Failure {
        try {
            GeneratorOptions options = GeneratorOptions.of(dataset, carrier)
                    .withSeed(seed)
                    .withMix(new Mix(duplicates, badShares(carrier), late, spelled))
                    .withTimeline(new Timeline(Instant.parse(start), Timeline.DEFAULT.interval()))
                    .withPopulation(new Population(accounts, sourceSystems, partitions));
            if (records < 1) {
                throw Failure.usage("--records " + records + " is less than one record");
            }
            return endless ? options : options.withCount(records);
        } catch (DateTimeParseException e) {
            throw Failure.usage("--start \"" + start + "\" is not an instant such as 2025-01-01T00:00:00Z");
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private Map<BadKind, Double> badShares(Carrier carrier) throws Failure {
        Map<BadKind, Double> shares = new EnumMap<>(BadKind.class);
        if (bad.isEmpty()) {
            shares.putAll(BadKind.evenly(Mix.DEFAULT_BAD, dataset, carrier));
        }
        for (String one : bad) {
            int equals = one.indexOf('=');
            double share = share(one.substring(equals + 1));
            if (equals < 0) {
                shares.putAll(BadKind.evenly(share, dataset, carrier));
            } else {
                shares.put(kind(one.substring(0, equals)), share);
            }
        }
        return shares;
    }

    private static double share(String text) throws Failure {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw Failure.usage("--bad: \"" + text + "\" is not a share from 0 to 1");
        }
    }

    private static BadKind kind(String label) throws Failure {
        List<String> labels =
                Arrays.stream(BadKind.values()).map(BadKind::label).toList();
        Optional<BadKind> kind = Arrays.stream(BadKind.values())
                .filter(one -> one.label().equals(label))
                .findFirst();
        return kind.orElseThrow(() -> Failure.usage(
                "--bad: there is no kind \"" + label + "\"",
                Nearest.to(label, labels)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("kinds: " + String.join(", ", labels))));
    }
}
