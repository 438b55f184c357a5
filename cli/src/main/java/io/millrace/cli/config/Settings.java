package io.millrace.cli.config;

import io.millrace.cli.Failure;
import io.millrace.cli.config.Origin.Layer;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.run.RunRequest.ClientProperty;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of a call, each with where it came from: defaults, overridden by the file, its profile, the environment
 * and flags, in this order. Every value has been checked; secrets are read when they are asked for.
 */
public final class Settings {

    private static final Comparator<Given> RISING =
            Comparator.comparing(one -> one.origin().layer());

    private final List<Given> effective;
    private final Path folder;
    private final Map<String, String> environment;

    Settings(List<Given> given, Path folder, Map<String, String> environment) {
        this.effective = effective(given);
        this.folder = folder;
        this.environment = environment;
    }

    /** The last word on each key; members of a family from a stronger layer come first. */
    private static List<Given> effective(List<Given> given) {
        Map<String, Given> byKey = new LinkedHashMap<>();
        given.stream().sorted(RISING).forEach(one -> byKey.put(one.key(), one));
        return byKey.values().stream()
                .sorted(Comparator.comparing(Given::setting).thenComparing(RISING.reversed()))
                .toList();
    }

    /** Every setting that has a value, in the order of {@link Setting}. */
    public List<Given> all() {
        return effective;
    }

    public Optional<Given> find(Setting setting) {
        return effective.stream().filter(one -> one.setting() == setting).findFirst();
    }

    /** The members of a family. */
    public List<Given> members(Setting setting) {
        return effective.stream().filter(one -> one.setting() == setting).toList();
    }

    /** The value of a setting that has a default. */
    public String text(Setting setting) throws Failure {
        return resolved(find(setting).orElseThrow(() -> new IllegalArgumentException(setting + " has no default")));
    }

    /** The value of a setting that may have none. */
    public Optional<String> optionalText(Setting setting) throws Failure {
        Optional<Given> given = find(setting);
        return given.isPresent() ? Optional.of(resolved(given.get())) : Optional.empty();
    }

    /** The value as a folder; a relative one begins where the call was made. */
    public Path path(Setting setting) throws Failure {
        return folder.resolve(text(setting)).normalize();
    }

    /** The value as a URI; a path becomes a {@code file:} URI, and none ends with a slash. */
    public URI place(Setting setting) throws Failure {
        return place(text(setting), folder);
    }

    /** A path or URI as a URI; a relative path begins at the folder. */
    public static URI place(String text, Path folder) {
        String uri = Kind.Place.isUri(text)
                ? text
                : folder.resolve(text).normalize().toUri().toString();
        return URI.create(uri.replaceFirst("(?<=[^/:])/+$", ""));
    }

    public int number(Setting setting) throws Failure {
        return Integer.parseInt(text(setting));
    }

    public OptionalInt optionalNumber(Setting setting) throws Failure {
        Optional<String> text = optionalText(setting);
        return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
    }

    public Duration time(Setting setting) throws Failure {
        return Kind.Time.parse(text(setting)).orElseThrow();
    }

    /** In bytes. */
    public long size(Setting setting) throws Failure {
        return Kind.Size.parse(text(setting));
    }

    /** The masking keys, the active one first. */
    public List<MaskKey> maskKeys() throws Failure {
        List<MaskKey> keys = new ArrayList<>();
        for (Given given : members(Setting.MASK_KEYS)) {
            byte[] secret = Reference.parse(given.text()).orElseThrow().read(given.key(), folder, environment);
            try {
                keys.add(new MaskKey(given.name(), secret));
            } catch (IllegalArgumentException e) {
                throw Failure.usage(e.getMessage() + " (" + given.shown() + ", " + given.origin() + ")");
            }
        }
        return keys;
    }

    /** The file that a secret stands in, if it is one. */
    public Optional<Path> secretFile(Given given) {
        return Reference.parse(given.text())
                .filter(reference -> reference.scheme() == Reference.Scheme.FILE)
                .map(reference -> folder.resolve(reference.target()));
    }

    /** Further settings of the Kafka client, secrets read. */
    public List<ClientProperty> clientProperties() throws Failure {
        List<ClientProperty> properties = new ArrayList<>();
        for (Given given : members(Setting.CLIENT)) {
            properties.add(new ClientProperty(given.name(), resolved(given)));
        }
        return properties;
    }

    /** Settings of the connectors to object stores, secrets read. */
    public Map<String, String> storageOptions() throws Failure {
        Map<String, String> options = new LinkedHashMap<>();
        for (Given given : members(Setting.STORAGE)) {
            options.put(given.name(), resolved(given));
        }
        return options;
    }

    /** The topic of a dataset: its own name unless a setting says otherwise. */
    public String topic(String dataset) throws Failure {
        for (Given given : members(Setting.TOPICS)) {
            if (given.name().equals(dataset) || given.name().isEmpty()) {
                return resolved(given);
            }
        }
        return dataset;
    }

    private String resolved(Given given) throws Failure {
        Optional<Reference> reference = Reference.parse(given.text());
        if (reference.isEmpty()) {
            return given.text();
        }
        String text = new String(reference.get().read(given.key(), folder, environment), StandardCharsets.UTF_8);
        Optional<String> complaint = given.setting().kind().complaint(given.setting(), text);
        if (complaint.isPresent()) {
            throw Failure.usage(complaint.get() + " (" + given.shown() + ", " + given.origin() + ")");
        }
        return text;
    }

    /** Whether anything but a default says what the setting is. */
    public boolean isGiven(Setting setting) {
        return find(setting)
                .filter(one -> one.origin().layer() != Layer.DEFAULT)
                .isPresent();
    }
}
