package io.millrace.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever types what the README says gets what it promises: its commands run here, in their order, in one folder. */
final class ReadmeIT {

    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[^):]*\\)");
    /** What the command above it prints. */
    private static final String BEGIN =
            "\n```\n\n<!-- begin: printed by the last command above; ReadmeIT compares it -->\n```\n";

    private static final String END = "```\n<!-- end -->\n";
    private static final String GATE = "mvn ";
    private static final List<String> TOOLS = List.of("zstd", "jq");

    @TempDir
    private Path folder;

    @Test
    void every_command_does_what_it_should_and_says_something() throws Exception {
        for (String name : List.of("millrace", "contracts")) {
            Files.createSymbolicLink(folder.resolve(name), Called.home().resolve(name));
        }
        List<String> commands = commands();
        assertThat(commands).contains("./millrace demo --once").hasSizeGreaterThan(4);
        for (String command : commands) {
            if (!command.startsWith(GATE) && hasTools(command)) {
                run(command);
            }
        }
    }

    @Test
    void the_gate_is_the_command_of_the_tests() throws IOException {
        List<String> gates =
                commands().stream().filter(line -> line.startsWith(GATE)).toList();
        assertThat(gates).hasSize(1);
        assertThat(Files.readString(Called.home().resolve(".ci/run"))).contains(gates.get(0));
    }

    @Test
    void every_link_leads_somewhere() throws IOException {
        Matcher links = LINK.matcher(readme());
        assertThat(links.results().map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Called.home().resolve(link)).exists());
    }

    private void run(String command) throws Exception {
        File errors = folder.resolve("err").toFile();
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectError(errors);
        bash.environment().put("MILLRACE_BUILD", "target");
        bash.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = bash.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String said = command + "\n" + out + Files.readString(errors.toPath());
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(out).as(said).isNotBlank();
        compareWithWhatIsShown(command, out);
    }

    private static void compareWithWhatIsShown(String command, String out) throws IOException {
        int at = readme().indexOf(command + BEGIN);
        if (at >= 0) {
            int begin = at + command.length() + BEGIN.length();
            int end = readme().indexOf(END, begin);
            if (Boolean.getBoolean("millrace.rewrite")) {
                Files.writeString(
                        Called.home().resolve("README.md"),
                        readme().substring(0, begin) + out + readme().substring(end));
                end = begin + out.length();
            }
            assertThat(readme().substring(begin, end))
                    .as("what the README shows; rewrite it with -Dmillrace.rewrite=true")
                    .isEqualTo(out);
        }
    }

    private static boolean hasTools(String command) throws Exception {
        List<String> missing = new ArrayList<>();
        for (String tool : TOOLS) {
            if (command.contains(tool + " ")
                    && new ProcessBuilder("which", tool).start().waitFor() != 0) {
                missing.add(tool);
            }
        }
        if (!missing.isEmpty()) {
            System.err.println("SKIPPED, because " + missing + " is not installed here: " + command);
        }
        return missing.isEmpty();
    }

    /** One a line, without the remarks behind them. */
    private static List<String> commands() throws IOException {
        return COMMANDS.matcher(readme())
                .results()
                .map((MatchResult block) -> block.group(1))
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("\\s+# .*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String readme() throws IOException {
        return Files.readString(Called.home().resolve("README.md"));
    }
}
