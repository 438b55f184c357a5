package io.millrace.cli.config;

import io.millrace.cli.terminal.Visible;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a setting must be. */
sealed interface Kind {

    /** What is wrong with the text, in the words of a sentence that begins with it; empty when it is good. */
    Optional<String> complaint(String text);

    /** Any text. */
    record Text() implements Kind {
        @Override
        public Optional<String> complaint(String text) {
            return text.isBlank() ? Optional.of("is empty") : Optional.empty();
        }
    }

    /** A folder or an object store prefix: a path of this machine, or a URI such as {@code gs://bucket/lake}. */
    record Place() implements Kind {
        @Override
        public Optional<String> complaint(String text) {
            try {
                return text.isBlank() || (isUri(text) && new URI(text).getPath() == null)
                        ? Optional.of("is neither a path nor a URI such as gs://bucket/lake")
                        : Optional.empty();
            } catch (URISyntaxException e) {
                return Optional.of("is not a URI: " + e.getReason());
            }
        }

        /** A scheme of one letter would be a drive. */
        static boolean isUri(String text) {
            return text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
        }
    }

    record Brokers() implements Kind {
        private static final Pattern BROKER = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:,\\s/]+):(\\d{1,5})");

        @Override
        public Optional<String> complaint(String text) {
            for (String broker : text.split(",", -1)) {
                Matcher matcher = BROKER.matcher(broker.strip());
                if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > Port.LARGEST) {
                    return Optional.of("is not HOST:PORT[,HOST:PORT…]");
                }
            }
            return Optional.empty();
        }
    }

    /** A whole number from 1. */
    record Count(int most) implements Kind {
        @Override
        public Optional<String> complaint(String text) {
            return isBetween(text, 1, most) ? Optional.empty() : Optional.of("is not a number from 1 to " + most);
        }
    }

    record Port() implements Kind {
        static final int LARGEST = 65_535;

        @Override
        public Optional<String> complaint(String text) {
            return isBetween(text, 0, LARGEST) ? Optional.empty() : Optional.of("is not a port (0 to 65535)");
        }
    }

    /** One port, or a range of which the first free one is taken. */
    record Ports() implements Kind {
        @Override
        public Optional<String> complaint(String text) {
            String[] ends = text.split("-", 2);
            boolean good = ends.length == 1
                    ? isBetween(text, 1, Port.LARGEST)
                    : isBetween(ends[0], 1, Port.LARGEST)
                            && isBetween(ends[1], Integer.parseInt(ends[0]), Port.LARGEST);
            return good ? Optional.empty() : Optional.of("is neither a port nor a range such as 9250-9260");
        }
    }

    record Choice(List<String> options) implements Kind {
        public Choice {
            options = List.copyOf(options);
        }

        @Override
        public Optional<String> complaint(String text) {
            return options.contains(text)
                    ? Optional.empty()
                    : Optional.of("is not one of " + String.join(", ", options));
        }
    }

    /** A length of time: {@code 500 ms}, {@code 10 s}, {@code 5 min}, {@code 2 h}, {@code 7 d}. */
    record Time() implements Kind {
        private static final Pattern TIME = Pattern.compile("(\\d{1,9}) ?(ms|s|min|h|d)");

        @Override
        public Optional<String> complaint(String text) {
            return parse(text).isPresent()
                    ? Optional.empty()
                    : Optional.of("is not a time such as 500 ms, 10 s, 5 min, 2 h");
        }

        static Optional<Duration> parse(String text) {
            Matcher matcher = TIME.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long amount = Long.parseLong(matcher.group(1));
            Duration duration = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "min" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
            return duration.isZero() ? Optional.empty() : Optional.of(duration);
        }
    }

    /** A number of bytes: {@code 512 MiB}, {@code 16 GiB}. */
    record Size() implements Kind {
        private static final Pattern SIZE = Pattern.compile("(\\d{1,6}) ?(KiB|MiB|GiB|TiB)");
        private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB");
        private static final int STEP = 10;

        @Override
        public Optional<String> complaint(String text) {
            return SIZE.matcher(text).matches()
                    ? Optional.empty()
                    : Optional.of("is not a size such as 512 MiB, 16 GiB");
        }

        static long parse(String text) {
            Matcher matcher = SIZE.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(text + " is no size");
            }
            return Long.parseLong(matcher.group(1)) << (STEP * (1 + UNITS.indexOf(matcher.group(2))));
        }
    }

    /** A secret: where it stands, never the secret itself. */
    record SecretPlace() implements Kind {
        @Override
        public Optional<String> complaint(String text) {
            return Reference.parse(text).isPresent()
                    ? Optional.empty()
                    : Optional.of("must say where the secret stands: ${file:PATH} or ${env:NAME}");
        }
    }

    private static boolean isBetween(String text, int least, int most) {
        if (!text.matches("\\d{1,9}")) {
            return false;
        }
        int number = Integer.parseInt(text);
        return number >= least && number <= most;
    }

    /** The whole complaint about a value, as it is printed. */
    default Optional<String> complaint(Setting setting, String text) {
        return complaint(text)
                .map(wrong -> setting.key() + ": "
                        + (setting.isSecret() ? "the value" : "\"" + Visible.text(text) + "\"") + " " + wrong);
    }
}
