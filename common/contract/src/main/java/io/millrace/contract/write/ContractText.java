package io.millrace.contract.write;

import io.millrace.contract.Contract;
import io.millrace.contract.Dedupe;
import io.millrace.contract.Field;
import io.millrace.contract.Limits;
import io.millrace.contract.Mask;
import io.millrace.contract.Slo;
import io.millrace.contract.Standardizer;
import io.millrace.contract.Type;
import io.millrace.contract.Type.EpochUnit;
import io.millrace.contract.rule.Rule;
import io.millrace.contract.time.Dates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a contract in the one way in which two equal contracts read alike. What it writes compiles to the same
 * contract; what stood beside it in the file, such as remarks, is not kept.
 */
public final class ContractText {

    private final StringBuilder yaml = new StringBuilder();

    private ContractText() {}

    public static String of(Contract contract) {
        ContractText text = new ContractText();
        text.head(contract);
        contract.fields().forEach(text::field);
        if (!contract.rules().isEmpty()) {
            text.line("rules:");
            contract.rules().forEach(text::rule);
        }
        contract.slo().ifPresent(text::slo);
        return text.yaml.toString();
    }

    private void head(Contract contract) {
        line("contract: 1");
        line("dataset: " + quoted(contract.dataset()));
        line("version: " + contract.version());
        contract.owner().ifPresent(owner -> line("owner: " + quoted(owner)));
        contract.description().ifPresent(description -> line("description: " + quoted(description)));
        line("source: { format: " + word(contract.source().format()) + ", max_bytes: "
                + contract.source().maxBytes() + " B }");
        line("key: " + quoted(contract.key()));
        line(dedupe(contract.dedupe()));
        line("event_time: " + quoted(contract.eventTime()));
        line("partition: { by: event_time, zone: " + zone(contract.partition().zone()) + " }");
        line("unknown_fields: " + word(contract.unknownFields()));
        line("fields:");
    }

    private static String dedupe(Dedupe dedupe) {
        List<String> members = new ArrayList<>();
        members.add("keep: " + word(dedupe.keep()));
        members.add("within: " + time(dedupe.within()));
        dedupe.orderBy().ifPresent(field -> members.add("order_by: " + quoted(field)));
        return "dedupe: " + braces(members);
    }

    private void field(Field field) {
        List<String> members = new ArrayList<>();
        members.add("name: " + quoted(field.name()));
        field.description().ifPresent(description -> members.add("description: " + quoted(description)));
        members.add("type: " + quoted(field.type().declaration()));
        if (field.type() instanceof Type.Timestamp timestamp) {
            if (!isUtc(timestamp.zone())) {
                members.add("zone: " + zone(timestamp.zone()));
            }
            timestamp.unit().ifPresent(unit -> members.add("unit: " + unit(unit)));
        }
        if (field.required()) {
            members.add("required: true");
        }
        if (field.coerces()) {
            members.add("coerce: true");
        }
        if (!field.standardizers().isEmpty()) {
            members.add("standardize: ["
                    + String.join(
                            ", ",
                            field.standardizers().stream()
                                    .map(Standardizer::declaration)
                                    .toList())
                    + "]");
        }
        limits(field.limits(), field.type(), members);
        field.mask().ifPresent(mask -> members.add("mask: " + mask(mask)));
        line("  - " + braces(members));
    }

    private static void limits(Limits limits, Type type, List<String> members) {
        limits.min().ifPresent(bound -> members.add("min: " + bound(bound, type)));
        limits.max().ifPresent(bound -> members.add("max: " + bound(bound, type)));
        limits.minLength().ifPresent(length -> members.add("min_length: " + length));
        limits.maxLength().ifPresent(length -> members.add("max_length: " + length));
        limits.pattern().ifPresent(pattern -> members.add("pattern: " + quoted(pattern)));
        if (!limits.allowed().isEmpty()) {
            members.add("enum: " + quoted(limits.allowed()));
        }
    }

    private static String bound(BigDecimal bound, Type type) {
        if (type instanceof Type.Date) {
            return quoted(Dates.text(bound.intValueExact()));
        } else if (type instanceof Type.Timestamp) {
            return quoted(Instant.EPOCH
                    .plus(bound.longValueExact(), ChronoUnit.MICROS)
                    .toString());
        } else if (type instanceof Type.Real) {
            return Double.toString(bound.doubleValue());
        }
        return bound.toPlainString();
    }

    private static String mask(Mask mask) {
        return "{ token: hmac, show_last: " + mask.showLast() + ", domain: " + quoted(mask.domain()) + " }";
    }

    private void rule(Rule rule) {
        Optional<String> when = rule.when().map(condition -> ", when: " + quoted(rule.whenText()));
        line("  - { name: " + quoted(rule.name()) + when.orElse("") + ", assert: " + quoted(rule.checkText()) + " }");
    }

    private void slo(Slo slo) {
        List<String> members = new ArrayList<>();
        slo.freshness().ifPresent(freshness -> members.add("freshness: " + time(freshness)));
        slo.maxRejectRate().ifPresent(rate -> members.add("max_reject_rate: " + rate.toPlainString()));
        line("slo: " + braces(members));
    }

    private void line(String line) {
        yaml.append(line).append('\n');
    }

    private static String braces(List<String> members) {
        return members.isEmpty() ? "{}" : "{ " + String.join(", ", members) + " }";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String unit(EpochUnit unit) {
        return switch (unit) {
            case SECONDS -> "s";
            case MILLIS -> "ms";
            case MICROS -> "us";
            case NANOS -> "ns";
        };
    }

    private static boolean isUtc(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC);
    }

    private static String zone(ZoneId zone) {
        return isUtc(zone) ? "UTC" : zone.getId();
    }

    /** In the largest unit that leaves no rest. */
    private static String time(Duration time) {
        long millis = time.toMillis();
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + " d";
        } else if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + " h";
        } else if (millis % 1_000 == 0) {
            return millis / 1_000 + " s";
        }
        return millis + " ms";
    }

    private static String quoted(List<String> texts) {
        return "[" + String.join(", ", texts.stream().map(ContractText::quoted).toList()) + "]";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ' || (character > '~' && !Character.isLetterOrDigit(character))) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
