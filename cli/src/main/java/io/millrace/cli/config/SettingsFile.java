package io.millrace.cli.config;

import io.millrace.cli.config.Origin.Layer;
import io.millrace.cli.terminal.Nearest;
import io.millrace.contract.Problem;
import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Entry;
import io.millrace.contract.read.Node.Mapping;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.read.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings of a {@code millrace.yaml}: those at its top, and those of one of its profiles. */
final class SettingsFile {

    static final String NAME = "millrace.yaml";
    private static final String PROFILES = "profiles";

    private final Problems problems;
    private final List<Given> given = new ArrayList<>();
    private final Set<String> profiles = new LinkedHashSet<>();

    private SettingsFile(String name) {
        problems = new Problems(name);
    }

    /** Reads the file; {@code name} is how messages call it. */
    static SettingsFile read(Path file, String name) {
        SettingsFile settings = new SettingsFile(name);
        YamlReader.read(file, settings.problems).ifPresent(root -> settings.readTop(root));
        return settings;
    }

    /** What is set at the top and, over it, in that profile. */
    List<Given> given(Optional<String> profile) {
        String layer = profile.map(name -> "profile " + name + ",").orElse("");
        return given.stream()
                .filter(one -> one.origin().layer() == Layer.FILE
                        || one.origin().where().startsWith(layer))
                .filter(one -> one.origin().layer() == Layer.FILE || profile.isPresent())
                .toList();
    }

    Set<String> profiles() {
        return Set.copyOf(profiles);
    }

    List<Problem> problems() {
        return problems.inFileOrder();
    }

    private void readTop(Mapping root) {
        for (Entry entry : root.entries()) {
            if (!entry.key().text().equals(PROFILES)) {
                read("", entry, Optional.empty());
            } else if (mapping(entry, "profiles by name") instanceof Mapping sections) {
                sections.entries().forEach(this::readProfile);
            }
        }
    }

    private void readProfile(Entry section) {
        profiles.add(section.key().text());
        if (mapping(section, "settings") instanceof Mapping settings) {
            settings.entries()
                    .forEach(entry -> read("", entry, Optional.of(section.key().text())));
        }
    }

    private void read(String prefix, Entry entry, Optional<String> profile) {
        String key = prefix + entry.key().text();
        Optional<Setting> setting = setting(key);
        if (setting.isPresent() && setting.get().isFamily()) {
            if (mapping(entry, "names with their values") instanceof Mapping members) {
                members.entries()
                        .forEach(member -> add(setting.get(), member.key().text(), member, profile));
            }
        } else if (setting.isPresent()) {
            add(setting.get(), "", entry, profile);
        } else if (isSection(key)) {
            if (mapping(entry, "settings") instanceof Mapping section) {
                section.entries().forEach(inner -> read(key + ".", inner, profile));
            }
        } else {
            unknown(prefix, entry);
        }
    }

    private void add(Setting setting, String name, Entry entry, Optional<String> profile) {
        if (!(entry.value() instanceof Scalar scalar) || scalar.isNull()) {
            problems.error(
                    entry.value(),
                    setting.key() + " must be a single value, not "
                            + entry.value().kind());
            return;
        }
        if (Reference.parse(scalar.text()).isEmpty()) {
            setting.kind()
                    .complaint(setting, scalar.text())
                    .ifPresent(complaint -> problems.error(
                            entry.value().place(),
                            setting.isSecret() ? "***" : entry.value().excerpt(),
                            complaint,
                            Optional.empty()));
        }
        String place = problems.file() + ":" + entry.key().place().line() + ":"
                + entry.key().place().column();
        Origin origin = profile.map(section -> new Origin(Layer.PROFILE, "profile " + section + ", " + place))
                .orElse(new Origin(Layer.FILE, place));
        given.add(new Given(setting, name, scalar.text(), origin));
    }

    private Node mapping(Entry entry, String of) {
        if (!(entry.value() instanceof Mapping)) {
            problems.error(
                    entry.value(),
                    entry.key().text() + " must be a mapping of " + of + ", not "
                            + entry.value().kind());
        }
        return entry.value();
    }

    private void unknown(String prefix, Entry entry) {
        Set<String> siblings = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            if (setting.key().startsWith(prefix)) {
                siblings.add(setting.key().substring(prefix.length()).split("\\.")[0]);
            }
        }
        if (prefix.isEmpty()) {
            siblings.add(PROFILES);
        }
        problems.error(
                entry.key(),
                "there is no setting " + prefix + entry.key().text(),
                Nearest.to(entry.key().text(), siblings)
                        .map(name -> "did you mean " + prefix + name + "?")
                        .or(() -> Optional.of("known here: " + String.join(", ", siblings))));
    }

    private static Optional<Setting> setting(String key) {
        for (Setting setting : Setting.values()) {
            if (setting.key().equals(key)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    private static boolean isSection(String key) {
        for (Setting setting : Setting.values()) {
            if (setting.key().startsWith(key + ".")) {
                return true;
            }
        }
        return false;
    }
}
