package io.millrace.contract.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Compiled;
import io.millrace.contract.Problem;
import io.millrace.contract.Problem.Severity;
import io.millrace.contract.compile.CompilerCase.Expected;
import io.millrace.contract.read.Problems;
import io.millrace.contract.read.YamlReader;
import io.millrace.contract.shape.Section;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tables of contracts, right and wrong, and what the compiler must say of them and where. */
class ContractTablesTest {

    @TestFactory
    Stream<DynamicTest> the_format_is_checked() {
        return cases("format.yaml");
    }

    @TestFactory
    Stream<DynamicTest> fields_are_checked() {
        return cases("fields.yaml");
    }

    @TestFactory
    Stream<DynamicTest> keys_are_checked() {
        return cases("keys.yaml");
    }

    @TestFactory
    Stream<DynamicTest> rules_are_checked() {
        return cases("rules.yaml");
    }

    private static Stream<DynamicTest> cases(String table) {
        String base = new String(bytes("base.yaml"), StandardCharsets.UTF_8);
        Problems problems = new Problems(table);
        Optional<Section> file =
                YamlReader.read(bytes(table), problems).flatMap(root -> CompilerCase.FILE.read(root, problems));
        assertThat(problems.inFileOrder()).isEmpty();
        return file.orElseThrow().find(CompilerCase.CASES).orElseThrow().stream()
                .map(item -> CompilerCase.of(item.value(), base))
                .map(compilerCase -> DynamicTest.dynamicTest(compilerCase.name(), () -> check(compilerCase)));
    }

    private static void check(CompilerCase compilerCase) {
        String text = compilerCase.contract().text();
        Compiled compiled = ContractCompiler.compile("contract.yaml", text.getBytes(StandardCharsets.UTF_8));
        List<String> expected =
                compilerCase.problems().stream().map(ContractTablesTest::line).toList();
        List<String> found =
                compiled.problems().stream().map(ContractTablesTest::line).toList();
        assertThat(found).as("%s", text).hasSameSizeAs(expected);
        for (int index = 0; index < expected.size(); index++) {
            Expected wanted = compilerCase.problems().get(index);
            Problem problem = compiled.problems().get(index);
            assertThat(line(problem)).startsWith(place(wanted));
            assertThat(problem.message()).contains(wanted.message());
            assertThat(problem.advice().orElse("")).contains(wanted.advice());
        }
        assertThat(compilerCase.contract().places())
                .as("one « for each problem")
                .hasSameSizeAs(expected);
        assertThat(compiled.contract().isPresent())
                .isEqualTo(compiled.problems().stream().noneMatch(problem -> problem.severity() == Severity.ERROR));
    }

    private static String line(Expected expected) {
        return place(expected) + expected.message() + " | " + expected.advice();
    }

    private static String place(Expected expected) {
        return expected.severity() + " " + expected.place().line() + ":"
                + expected.place().column() + " ";
    }

    private static String line(Problem problem) {
        return problem.severity().name().toLowerCase(Locale.ROOT) + " " + problem.line() + ":" + problem.column() + " "
                + problem.message() + " | " + problem.advice().orElse("");
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = ContractTablesTest.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
