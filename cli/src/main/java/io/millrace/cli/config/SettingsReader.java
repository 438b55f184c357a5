package io.millrace.cli.config;

import io.millrace.cli.Failure;
import io.millrace.cli.Surroundings;
import io.millrace.cli.contracts.BadFile;
import io.millrace.cli.terminal.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gathers the settings of a call from every layer, and reports everything that is wrong with them at once. */
public final class SettingsReader {

    private static final String PREFIX = "MILLRACE_";

    /** Variables that belong to the launcher, not to the settings. */
    private static final Set<String> LAUNCHER =
            Set.of("MILLRACE_BUILD", "MILLRACE_JAVA_OPTS", "MILLRACE_CONFIG", "MILLRACE_PROFILE");

    private final Surroundings surroundings;
    private final List<Given> given = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    private SettingsReader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Reads them all; {@code config} and {@code profile} are the options of these names. */
    public static Settings read(
            Surroundings surroundings, Optional<String> config, Optional<String> profile, Flags flags)
            throws Failure, BadFile {
        SettingsReader reader = new SettingsReader(surroundings);
        reader.readDefaults();
        reader.readFile(
                config.or(() -> reader.variable("MILLRACE_CONFIG")),
                profile.or(() -> reader.variable("MILLRACE_PROFILE")));
        reader.readEnvironment();
        reader.readFlags(flags);
        if (!reader.complaints.isEmpty()) {
            throw Failure.usage(String.join("\n", reader.complaints));
        }
        reader.doubts.forEach(doubt -> surroundings.terminal().err().println("millrace: " + doubt));
        return new Settings(reader.given, surroundings.folder(), surroundings.environment());
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(surroundings.environment().get(name)).filter(value -> !value.isBlank());
    }

    private void readDefaults() {
        for (Setting setting : Setting.values()) {
            setting.standard().ifPresent(text -> given.add(new Given(setting, "", text, Origin.DEFAULT)));
        }
    }

    private void readFile(Optional<String> config, Optional<String> profile) throws Failure, BadFile {
        Path file = surroundings.folder().resolve(config.orElse(SettingsFile.NAME));
        if (!Files.exists(file)) {
            missing(file, config, profile);
            return;
        }
        SettingsFile settings = SettingsFile.read(file, config.orElse(SettingsFile.NAME));
        if (!settings.problems().isEmpty()) {
            throw new BadFile(file, settings.problems());
        }
        if (profile.isPresent() && !settings.profiles().contains(profile.get())) {
            throw Failure.usage(
                    "there is no profile " + profile.get() + " in " + file,
                    Nearest.to(profile.get(), settings.profiles())
                            .map(name -> "did you mean " + name + "?")
                            .orElse("profiles there: "
                                    + settings.profiles().stream().sorted().collect(Collectors.joining(", "))));
        }
        given.addAll(settings.given(profile));
    }

    private static void missing(Path file, Optional<String> config, Optional<String> profile) throws Failure {
        if (config.isPresent()) {
            throw Failure.usage("the configuration " + file + " does not exist");
        }
        if (profile.isPresent()) {
            throw Failure.usage(
                    "profile " + profile.get() + " was asked for, but there is no " + file,
                    "name the file that holds it with --config FILE");
        }
    }

    private void readEnvironment() {
        Map<String, Setting> settings =
                Arrays.stream(Setting.values()).collect(Collectors.toMap(Setting::variable, setting -> setting));
        surroundings.environment().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(PREFIX) && !LAUNCHER.contains(variable.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> readVariable(variable.getKey(), variable.getValue(), settings));
    }

    private void readVariable(String variable, String text, Map<String, Setting> settings) {
        Setting setting = settings.get(variable);
        if (setting == null) {
            doubt(variable, settings.keySet());
        } else if (setting.isFamily()) {
            Arrays.stream(text.split(",")).forEach(member -> readMember(setting, variable, member.strip()));
        } else {
            check(new Given(setting, "", text, Origin.environment(variable)));
        }
    }

    /** No error: a Kubernetes service named millrace puts MILLRACE_PORT and others here. */
    private void doubt(String variable, Set<String> known) {
        List<String> names =
                known.stream().map(name -> name.substring(PREFIX.length())).toList();
        Nearest.to(variable.substring(PREFIX.length()), names)
                .ifPresent(name -> doubts.add("the environment variable " + variable + " is no setting; did you mean "
                        + PREFIX + name + "?"));
    }

    private void readMember(Setting setting, String variable, String member) {
        int equals = member.indexOf('=');
        if (equals < 1) {
            complaints.add("environment " + variable + " must be NAME=VALUE[,NAME=VALUE…]");
            return;
        }
        check(new Given(
                setting, member.substring(0, equals), member.substring(equals + 1), Origin.environment(variable)));
    }

    private void readFlags(Flags flags) {
        flags.given().forEach(this::check);
    }

    private void check(Given one) {
        Optional<String> complaint = Reference.parse(one.text()).isPresent()
                ? Optional.empty()
                : one.setting().kind().complaint(one.setting(), one.text());
        complaint.ifPresent(text -> complaints.add(text + " (" + one.origin() + ")"));
        given.add(one);
    }
}
