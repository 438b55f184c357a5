package io.millrace.contract.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Problem;
import io.millrace.contract.read.Node.Mapping;
import io.millrace.contract.read.Node.Scalar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTest {

    @Test
    void nodes_know_where_they_stand() {
        Mapping root = read("a: 1\nb:\n  - x\n  - {c: 'it''s'}\n").orElseThrow();
        assertThat(root.find("a").orElseThrow().place()).isEqualTo(new Place(1, 4));
        Node.Sequence list = (Node.Sequence) root.find("b").orElseThrow();
        assertThat(list.items().get(0).place()).isEqualTo(new Place(3, 5));
        Scalar quoted = (Scalar) ((Mapping) list.items().get(1)).find("c").orElseThrow();
        assertThat(quoted.text()).isEqualTo("it's");
        assertThat(quoted.written()).isEqualTo("'it''s'");
        assertThat(quoted.placeOf(0)).isEqualTo(new Place(4, 10));
        assertThat(quoted.placeOf(3)).isEqualTo(new Place(4, 14));
    }

    @Test
    void columns_count_code_points_and_lines_count_every_kind_of_break() {
        Mapping root = read("😀: é\r\nb: x\r\n").orElseThrow();
        assertThat(root.find("😀").orElseThrow().place()).isEqualTo(new Place(1, 4));
        assertThat(root.find("b").orElseThrow().place()).isEqualTo(new Place(2, 4));
    }

    @Test
    void offsets_pass_through_escapes() {
        Scalar scalar = (Scalar) read("a: \"\\u00e9\\x41\\U0001F600\\tb\"")
                .orElseThrow()
                .find("a")
                .orElseThrow();
        assertThat(scalar.text()).isEqualTo("éA😀\tb");
        assertThat(scalar.placeOf(4)).isEqualTo(new Place(1, 27));
    }

    @Test
    void scalars_are_taken_by_their_text() {
        Mapping root = read("a: NO\nb: 1.50\nc: 0o17\nd: 2001-01-01\ne: ~\nf:\ng: 'null'\nh: null\n")
                .orElseThrow();
        assertThat(texts(root)).containsExactly("NO", "1.50", "0o17", "2001-01-01", "~", "", "null", "null");
        assertThat(root.entries().stream().map(entry -> ((Scalar) entry.value()).isNull()))
                .containsExactly(false, false, false, false, true, true, false, true);
    }

    @Test
    void anchors_aliases_and_tags_are_refused_each_in_its_place() {
        assertThat(problems("a: &x 1\nb: *x\nc: !!str 2\nd: !own {}\n"))
                .containsExactly(
                        "1:4 &x anchors are not read",
                        "2:4 *x aliases are not read",
                        "3:4 tag:yaml.org,2002:str tags are not read: every value is taken by its text",
                        "4:4 !own tags are not read: every value is taken by its text");
    }

    @Test
    void a_cycle_and_a_billion_laughs_are_refused_like_any_alias() {
        assertThat(problems("a: &a [*a]"))
                .containsExactly("1:4 &a anchors are not read", "1:8 *a aliases are not read");
        String laughs = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n";
        assertThat(problems(laughs)).hasSize(9);
    }

    @Test
    void duplicate_keys_are_refused_at_every_level() {
        assertThat(problems("a: 1\nb: {c: 1, c: 2}\n'a': 2\n"))
                .containsExactly(
                        "2:11 c the key c stands here a second time", "3:1 'a' the key a stands here a second time");
    }

    @Test
    void keys_are_single_values() {
        assertThat(problems("? [a]\n: 1\n")).containsExactly("1:3 a a key must be a single value, not a list");
    }

    @Test
    void one_document_that_is_a_mapping() {
        assertThat(problems("")).containsExactly("1:1  the file is empty");
        assertThat(problems("# nothing\n")).containsExactly("1:1  the file is empty");
        assertThat(problems("---\n")).containsExactly("2:1  the file is empty");
        assertThat(problems("a: 1\n---\nb: 2\n"))
                .containsExactly("2:1 --- a second document begins here; one file holds one");
        assertThat(problems("- a\n")).containsExactly("1:1 a the file must be a mapping of keys to values, not a list");
    }

    @Test
    void tabs_byte_order_marks_and_bytes_that_are_not_utf8_are_named() {
        assertThat(problems("a:\n\tb: 1\n")).containsExactly("2:1 tab a tab cannot indent or separate in YAML");
        assertThat(problems("\uFEFFa: 1\n")).containsExactly("1:1 U+FEFF the file begins with a byte order mark");
        assertThat(problems("a: \u0000\n")).containsExactly("1:4 U+0000 this character may not stand in a YAML file");
        byte[] latin = "a: 1\nb: Z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(problems(latin)).containsExactly("2:5 0xFC this byte is not UTF-8");
        assertThat(problems(new byte[] {'a', ':', ' ', (byte) 0xE2, (byte) 0x82}))
                .containsExactly("1:4 0xE2 this byte is not UTF-8");
        assertThat(problems("a: 1\n".getBytes(StandardCharsets.UTF_16LE))).hasSize(1);
    }

    @Test
    void what_is_not_yaml_is_said_where_it_ends_to_be() {
        assertThat(problems("a: [1\nb: 2\n")).singleElement().asString().startsWith("2:2 : 2 this is not YAML: ");
        assertThat(problems("a: 'x\n")).singleElement().asString().contains("this is not YAML: ");
    }

    @Test
    void depth_is_bounded() {
        assertThat(problems("a: " + "[".repeat(500_000))).containsExactly("1:35  nested more than 32 levels deep");
        assertThat(problems("a: " + "{a: ".repeat(200_000))).containsExactly("1:128  nested more than 32 levels deep");
        assertThat(problems("- ".repeat(500_000))).containsExactly("1:65  nested more than 32 levels deep");
        assertThat(problems("? ".repeat(500_000))).containsExactly("1:65  nested more than 32 levels deep");
    }

    @Test
    void size_and_number_of_values_are_bounded() {
        assertThat(problems("a: " + "x".repeat(10 << 20)))
                .containsExactly("1:1  the file is longer than 1 MiB and is not read");
        assertThat(problems("a: [" + "1,".repeat(500_000) + "1]"))
                .singleElement()
                .asString()
                .contains("more than 100000 values in one file");
    }

    @Test
    void a_hundred_problems_are_enough() {
        List<String> found = problems("a: 1\n".repeat(50_000));
        assertThat(found).hasSize(Problems.MOST + 1).last().asString().contains("more problems than can be listed");
    }

    @Test
    void long_scalars_and_comments_are_read_in_one_go() {
        assertThat(read("a: |\n" + " x\n".repeat(300_000)).orElseThrow().entries())
                .hasSize(1);
        assertThat(read("#".repeat(1_000_000) + "\na: 1\n").orElseThrow().entries())
                .hasSize(1);
        assertThat(problems("a: \"" + "x".repeat(1_000_000))).hasSize(1);
        assertThat(problems("a:".repeat(300_000))).hasSize(1);
    }

    @Test
    void a_file_that_cannot_be_opened_is_a_problem(@TempDir Path folder) throws Exception {
        Problems problems = new Problems("x");
        assertThat(YamlReader.read(folder.resolve("missing.yaml"), problems)).isEmpty();
        assertThat(problems.inFileOrder())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("NoSuchFile");
        Path file = Files.writeString(folder.resolve("a.yaml"), "a: 1\n");
        assertThat(YamlReader.read(file, new Problems("a"))).isPresent();
    }

    private static Optional<Mapping> read(String yaml) {
        Problems problems = new Problems("test.yaml");
        Optional<Mapping> root = YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), problems);
        assertThat(problems.inFileOrder()).isEmpty();
        return root;
    }

    private static List<String> problems(String yaml) {
        return problems(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> problems(byte[] yaml) {
        Problems problems = new Problems("test.yaml");
        YamlReader.read(yaml, problems);
        return problems.inFileOrder().stream()
                .map(problem ->
                        problem.line() + ":" + problem.column() + " " + problem.offending() + " " + problem.message())
                .toList();
    }

    private static List<String> texts(Mapping mapping) {
        return mapping.entries().stream()
                .map(entry -> ((Scalar) entry.value()).text())
                .toList();
    }
}
