package io.millrace.flink.savepoint;

import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Entry;
import io.millrace.contract.read.Node.Mapping;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Node.Sequence;
import io.millrace.contract.read.Problems;
import io.millrace.contract.read.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state that jobs leave behind, as {@code state.yaml} has it on record: a version for every form that a release ever
 * wrote, with the reason why it differs from the one before. {@code <dataset>} stands for the name of a dataset.
 */
public record StateRecord(List<Version> versions, Map<String, String> releases) {

    private static final String FILE = "/io/millrace/flink/state.yaml";
    private static final String DATASET = "<dataset>";

    public StateRecord {
        versions = List.copyOf(versions);
    }

    /** One form of the state: operator by operator, and the types of our own that stand in it. */
    public record Version(int number, String why, List<Operator> operators, List<String> types) {
        public Version {
            operators = List.copyOf(operators);
            types = List.copyOf(types);
        }
    }

    /** An operator by its uid, and what it keeps, a line each. */
    public record Operator(String uid, List<String> states) {
        public Operator {
            states = List.copyOf(states);
        }

        /** Its uid in the job of a dataset. */
        public String uidOf(String dataset) {
            return uid.replace(DATASET, dataset);
        }
    }

    /** What this release has on record. */
    public static StateRecord shipped() {
        try (InputStream in = StateRecord.class.getResourceAsStream(FILE)) {
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /** The form that this release writes. */
    public Version newest() {
        return versions.get(versions.size() - 1);
    }

    public Optional<Version> version(int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    /** The form that a release wrote. */
    public Optional<Version> ofRelease(String release) {
        return Optional.ofNullable(releases.get(release)).flatMap(number -> version(Integer.parseInt(number)));
    }

    static StateRecord read(byte[] yaml) {
        Problems problems = new Problems(FILE);
        Mapping root = YamlReader.read(yaml, problems)
                .orElseThrow(
                        () -> new IllegalStateException(problems.inFileOrder().toString()));
        List<Version> versions = new ArrayList<>();
        for (Node item : ((Sequence) root.find("versions").orElseThrow()).items()) {
            Mapping version = (Mapping) item;
            versions.add(new Version(
                    Integer.parseInt(text(version, "version")),
                    text(version, "why"),
                    operators(version),
                    texts(version.find("types").orElseThrow())));
        }
        Map<String, String> releases = new LinkedHashMap<>();
        for (Entry entry : ((Mapping) root.find("releases").orElseThrow()).entries()) {
            releases.put(entry.key().text(), ((Scalar) entry.value()).text());
        }
        return new StateRecord(versions, releases);
    }

    private static List<Operator> operators(Mapping version) {
        List<Operator> operators = new ArrayList<>();
        for (Entry entry : ((Mapping) version.find("operators").orElseThrow()).entries()) {
            operators.add(new Operator(entry.key().text(), texts(entry.value())));
        }
        return operators;
    }

    private static List<String> texts(Node list) {
        return ((Sequence) list)
                .items().stream().map(item -> ((Scalar) item).text()).toList();
    }

    private static String text(Mapping mapping, String key) {
        return ((Scalar) mapping.find(key).orElseThrow()).text();
    }
}
