package io.millrace.cli;

import io.millrace.cli.Verb.Chapter;
import io.millrace.cli.config.Setting;
import io.millrace.cli.terminal.Section;
import io.millrace.cli.terminal.Style;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help texts: of the command, and of a verb with its options by section, examples and exit codes. */
final class Help {

    private static final String COMMON =
            CommonOptions.class.getAnnotation(Section.class).value();

    private Help() {}

    /** What one sees first. */
    static String ofCommand(Style style) {
        StringBuilder text = new StringBuilder();
        text.append("Turns event streams into a warehouse that can be trusted.\n\n")
                .append("Usage: ")
                .append(style.bold("millrace VERB"))
                .append(" [options]\n");
        for (Chapter chapter : Chapter.values()) {
            appendChapter(text, chapter, style);
        }
        return text.append("\nmillrace VERB --help tells more, with examples. New here? ")
                .append(style.bold("millrace demo"))
                .append('\n')
                .toString();
    }

    private static void appendChapter(StringBuilder text, Chapter chapter, Style style) {
        text.append('\n').append(chapter.title()).append('\n');
        for (Verb verb : Verb.values()) {
            if (verb.chapter() == chapter) {
                text.append("  ")
                        .append(style.bold(String.format(Locale.ROOT, "%-12s", verb.word())))
                        .append(verb.summary())
                        .append('\n');
            }
        }
    }

    /** Makes the help of a verb's command teach: sections, examples, exit codes. */
    static void teach(CommandLine command, Verb verb) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.exitCodeListHeading("%nExit codes%n");
        Map<String, String> exits = new LinkedHashMap<>();
        verb.exits().forEach(exit -> exits.put(Integer.toString(exit.code()), exit.meaning()));
        usage.exitCodeList(exits);
        usage.footerHeading("%nExamples%n");
        usage.synopsisHeading("Usage: ");
        usage.abbreviateSynopsis(true);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, Help::optionsBySection);
        command.getSubcommands().values().forEach(inner -> teach(inner, verb));
    }

    private static String optionsBySection(CommandLine.Help help) {
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        help.commandSpec().options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> sections.computeIfAbsent(section(option), title -> new ArrayList<>())
                        .add(option));
        List<OptionSpec> common = sections.remove(COMMON);
        StringBuilder text = new StringBuilder();
        sections.forEach((title, options) -> appendSection(text, title, options, help));
        appendSection(text, COMMON, common, help);
        return text.toString();
    }

    private static void appendSection(
            StringBuilder text, String title, List<OptionSpec> options, CommandLine.Help help) {
        Layout layout = help.createDefaultLayout();
        layout.addAllOptions(options, help.parameterLabelRenderer());
        text.append('\n').append(title).append('\n').append(layout);
    }

    /** The section of the setting that the option gives, or of the class that declares it. */
    private static String section(OptionSpec option) {
        return SettingOptions.settingOf(option).map(Setting::section).orElseGet(() -> {
            Section section = ((Member) option.userObject()).getDeclaringClass().getAnnotation(Section.class);
            return section == null ? "Options" : section.value();
        });
    }
}
