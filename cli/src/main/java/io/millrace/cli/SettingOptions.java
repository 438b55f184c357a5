package io.millrace.cli;

import io.millrace.cli.config.Flags;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.TakesSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** Gives a command the options of the settings that its verb takes. */
final class SettingOptions {

    private SettingOptions() {}

    /** To the command and those below it. */
    static void add(CommandLine command, Flags flags) {
        if (command.getCommand() instanceof TakesSettings verb) {
            verb.settings().forEach(setting -> command.getCommandSpec().addOption(option(setting, flags)));
        }
        command.getSubcommands().values().forEach(inner -> add(inner, flags));
    }

    /** The setting whose option it is; a verb may have an option of that name for something else. */
    static Optional<Setting> settingOf(OptionSpec option) {
        return option.userObject() != null
                ? Optional.empty()
                : Arrays.stream(Setting.values())
                        .filter(setting -> setting.option().equals(option.longestName()))
                        .findFirst();
    }

    private static OptionSpec option(Setting setting, Flags flags) {
        OptionSpec.Builder option = OptionSpec.builder(setting.option())
                .paramLabel(setting.label())
                .description((setting.meaning() + standard(setting)).replace("${", "$${"));
        if (setting.isFamily()) {
            return option.type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("1")
                    .setter(new EachOnce(setting, flags))
                    .build();
        }
        return option.type(String.class).setter(new EachOnce(setting, flags)).build();
    }

    private static String standard(Setting setting) {
        return setting.standardInWords().map(text -> " Default: " + text).orElse("");
    }

    /** Leaves each value with the flags; picocli hands a list over again when it grows. */
    private record EachOnce(Setting setting, Flags flags) implements ISetter {
        @Override
        public <T> T set(T value) {
            if (value instanceof String text) {
                flags.set(setting, text);
            } else if (value instanceof List<?> texts) {
                texts.forEach(text -> flags.set(setting, (String) text));
            }
            return value;
        }
    }
}
