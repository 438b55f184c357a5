package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.config.Setting;
import io.millrace.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** docs/reference/command.md, made from the command itself. */
final class CommandReferenceTest {

    private static final Path PAGE = Called.home().resolve("docs/reference/command.md");

    @Test
    void the_reference_page_is_what_the_command_says() throws IOException {
        String page = page();
        if (Boolean.getBoolean("millrace.rewrite")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("mvn -pl cli -am test -Dtest=CommandReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dmillrace.rewrite=true rewrites it")
                .hasContent(page);
    }

    private static String page() {
        StringBuilder page =
                new StringBuilder("# The command\n\nMade from the code; `millrace VERB --help` says the same.\n");
        appendExits(page);
        appendSettings(page);
        Terminal terminal = Terminal.plain(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                OutputStream.nullOutputStream());
        Call call = new Call(new Surroundings(terminal, Map.of(), Path.of(""), Called.home()));
        for (CommandLine verb : Millrace.whole(call).getSubcommands().values()) {
            append(page, verb);
        }
        return page.toString();
    }

    private static void append(StringBuilder page, CommandLine command) {
        page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
        page.append(command.getUsageMessage()
                .lines()
                .map(String::stripTrailing)
                .reduce("", (text, line) -> text + line + "\n"));
        page.append("```\n");
        command.getSubcommands().values().forEach(inner -> append(page, inner));
    }

    private static void appendExits(StringBuilder page) {
        page.append("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
        for (Exit exit : Exit.values()) {
            page.append("| ")
                    .append(exit.code())
                    .append(" | ")
                    .append(exit.meaning())
                    .append(" |\n");
        }
    }

    private static void appendSettings(StringBuilder page) {
        page.append(
                        "\n## Settings\n\nEach overrides the one before: default, `millrace.yaml`, its profile, environment, flag.")
                .append(" `millrace config show --origins` tells what is in force and why.")
                .append(" A value may be a reference, `${file:PATH}` or `${env:NAME}`.\n\n")
                .append("| key | option | environment | default | meaning |\n|---|---|---|---|---|\n");
        for (Setting setting : Setting.values()) {
            String standard = setting.standardInWords().orElse("");
            String[] cells = {setting.key(), setting.option(), setting.variable(), standard, setting.meaning()};
            page.append("| `")
                    .append(cells[0])
                    .append("` | `")
                    .append(cells[1])
                    .append("` | `")
                    .append(cells[2]);
            page.append("` | ").append(cells[3]).append(" | ").append(cells[4]).append(" |\n");
        }
        page.append("\n`kafka.topics`, `kafka.properties` and `masking.keys` hold a value for each of several names:")
                .append(
                        " a mapping in the file, `NAME=VALUE` as an option, `NAME=VALUE,NAME=VALUE` in the environment.\n\n")
                .append(
                        "```yaml\nlake: /data/lake\nkafka:\n  brokers: localhost:9092\nmasking:\n  keys: { k1: \"${file:mask.key}\" }\n")
                .append("profiles:\n  prod:\n    lake: gs://warehouse/lake\n    kafka:\n      brokers: kafka:9092\n")
                .append(
                        "      properties: { security.protocol: SASL_SSL, sasl.jaas.config: \"${file:/run/secrets/jaas}\" }\n```\n");
    }
}
