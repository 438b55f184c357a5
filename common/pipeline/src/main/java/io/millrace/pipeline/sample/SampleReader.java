package io.millrace.pipeline.sample;

import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Entry;
import io.millrace.contract.read.Node.Mapping;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Node.Sequence;
import io.millrace.contract.read.Problems;
import io.millrace.contract.read.YamlReader;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.sample.Expectation.Door;
import io.millrace.pipeline.sample.Expectation.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a file of samples: a list of mappings, every problem with its place. */
public final class SampleReader {

    private static final Set<String> SAMPLE_KEYS =
            Set.of("name", "record", "record_base64", "expect", "row", "violations", "of");
    private static final Set<String> REASON_KEYS = Set.of("code", "field", "rule", "message");

    private final Problems problems;

    public SampleReader(Problems problems) {
        this.problems = problems;
    }

    /** The samples that could be read; what could not is among the problems. */
    public List<Sample> read(byte[] yaml) {
        Optional<Node> root = YamlReader.readNode(yaml, problems);
        if (root.isEmpty()) {
            return List.of();
        }
        if (!(root.get() instanceof Sequence list)) {
            problems.error(
                    root.get(), "a file of samples is a list, not " + root.get().kind());
            return List.of();
        }
        List<Sample> samples = new ArrayList<>();
        for (Node item : list.items()) {
            mapping(item, "a sample", SAMPLE_KEYS).flatMap(this::sample).ifPresent(samples::add);
        }
        return samples;
    }

    /**
     * What a mapping with the keys {@code expect}, {@code row}, {@code violations} and {@code of} expects; without
     * {@code expect} violations mean a rejected record.
     */
    public Optional<Expectation> expectation(Mapping sample) {
        Optional<Door> door = sample.find("expect").isPresent()
                ? text(sample, "expect").flatMap(expect -> constant(Door.class, expect))
                : Optional.of(sample.find("violations").isPresent() ? Door.REJECTED : Door.CLEAN);
        Map<String, Optional<String>> row = new LinkedHashMap<>();
        sample.find("row")
                .flatMap(node -> mapping(node, "row", null))
                .ifPresent(columns ->
                        columns.entries().forEach(column -> row.put(column.key().text(), value(column))));
        Optional<List<Reason>> reasons = sample.find("violations").map(this::reasons);
        Optional<String> of = text(sample, "of").map(Scalar::text);
        return door.map(known -> new Expectation(known, row, reasons, of));
    }

    private Optional<Sample> sample(Mapping sample) {
        Optional<Scalar> name = required(sample, "name");
        Optional<Expectation> expected =
                required(sample, "expect").isPresent() ? expectation(sample) : Optional.empty();
        Optional<Node> record = sample.find("record");
        Optional<Node> base64 = sample.find("record_base64");
        if (record.isPresent() == base64.isPresent()) {
            problems.error(sample, "a sample has either record or record_base64");
            return Optional.empty();
        }
        Optional<Payload> payload = record.isPresent() ? payload(record.get()) : decoded(base64.get());
        if (name.isEmpty() || expected.isEmpty() || payload.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Sample(sample.place(), name.get().text(), payload.get().bytes(), expected.get()));
    }

    private Optional<Payload> payload(Node record) {
        return scalar(record, "record")
                .map(text -> new Payload(text.isNull() ? null : text.text().getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Payload> decoded(Node base64) {
        try {
            return scalar(base64, "record_base64")
                    .map(text ->
                            new Payload(Base64.getDecoder().decode(text.text().strip())));
        } catch (IllegalArgumentException e) {
            problems.error(base64, "not base64: " + e.getMessage());
            return Optional.empty();
        }
    }

    private List<Reason> reasons(Node node) {
        if (!(node instanceof Sequence list)) {
            problems.error(node, "violations is a list, not " + node.kind());
            return List.of();
        }
        List<Reason> reasons = new ArrayList<>();
        for (Node item : list.items()) {
            mapping(item, "a violation", REASON_KEYS).flatMap(this::reason).ifPresent(reasons::add);
        }
        return reasons;
    }

    private Optional<Reason> reason(Mapping reason) {
        return required(reason, "code")
                .flatMap(code -> constant(Code.class, code))
                .map(code -> new Reason(
                        code,
                        text(reason, "field").map(Scalar::text),
                        text(reason, "rule").map(Scalar::text),
                        text(reason, "message").map(Scalar::text)));
    }

    private Optional<String> value(Entry column) {
        return scalar(column.value(), column.key().text())
                .filter(scalar -> !scalar.isNull())
                .map(Scalar::text);
    }

    private Optional<Scalar> required(Mapping mapping, String key) {
        Optional<Scalar> text = text(mapping, key);
        if (mapping.find(key).isEmpty()) {
            problems.error(mapping, key + " is missing");
        }
        return text;
    }

    private Optional<Scalar> text(Mapping mapping, String key) {
        return mapping.find(key).flatMap(node -> scalar(node, key));
    }

    private Optional<Scalar> scalar(Node node, String key) {
        if (node instanceof Scalar scalar) {
            return Optional.of(scalar);
        }
        problems.error(node, key + " is a single value, not " + node.kind());
        return Optional.empty();
    }

    private Optional<Mapping> mapping(Node node, String what, Set<String> keys) {
        if (!(node instanceof Mapping mapping)) {
            problems.error(node, what + " is a mapping, not " + node.kind());
            return Optional.empty();
        }
        for (Entry entry : mapping.entries()) {
            if (keys != null && !keys.contains(entry.key().text())) {
                problems.error(
                        entry.key(),
                        what + " has no key " + entry.key().text(),
                        "it has " + keys.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        return Optional.of(mapping);
    }

    private <E extends Enum<E>> Optional<E> constant(Class<E> type, Scalar name) {
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name.text().toUpperCase(Locale.ROOT)))
                .findFirst();
        if (found.isEmpty()) {
            String known = Arrays.stream(type.getEnumConstants())
                    .map(constant -> type == Door.class ? constant.name().toLowerCase(Locale.ROOT) : constant.name())
                    .collect(Collectors.joining(", "));
            problems.error(name, name.text() + " is none of " + known);
        }
        return found;
    }

    /** Bytes of a record; null for a tombstone. */
    @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
    private record Payload(byte[] bytes) {}
}
