package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a whole: finding the verb, and the words for what goes wrong. */
final class MillraceTest {

    @TempDir
    private Path folder;

    @Test
    void help_lists_every_verb_on_stdout() {
        Called called = Called.in(folder, "--help");
        assertThat(called.exit()).isEqualTo(Exit.OK);
        assertThat(called.out()).contains(Verb.words());
        assertThat(called.err()).isEmpty();
    }

    @Test
    void a_call_without_a_verb_shows_the_help_on_stderr_and_is_a_mistake() {
        Called called = Called.in(folder);
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("Usage: millrace VERB");
        assertThat(called.out()).isEmpty();
    }

    @Test
    void help_of_a_verb_has_examples_and_exit_codes() {
        for (Verb verb : Verb.values()) {
            Called called = Called.in(folder, verb.word(), "--help");
            assertThat(called.exit()).as(verb.word()).isEqualTo(Exit.OK);
            assertThat(called.out()).contains("Usage: millrace " + verb.word(), "Examples", "Exit codes", "Common");
            assertThat(Called.in(folder, "help", verb.word()).out()).isEqualTo(called.out());
        }
    }

    @Test
    void a_misspelt_verb_gets_a_suggestion() {
        Called called = Called.in(folder, "doctr");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("there is no verb \"doctr\"", "did you mean: millrace doctor");
    }

    @Test
    void a_misspelt_option_gets_a_suggestion_and_its_value_is_not_repeated() {
        Called called = Called.in(folder, "doctor", "--mask-kye", "k1=hunter2");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("there is no option --mask-kye", "did you mean --mask-key?");
        assertThat(called.err()).doesNotContain("hunter2");
    }

    @Test
    void a_required_option_that_is_misspelt_gets_a_suggestion_too() {
        Called called = Called.in(folder, "stream", "--datset", "transactions");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("there is no option --datset", "did you mean --dataset?");
    }

    @Test
    void a_word_too_many_is_named() {
        assertThat(Called.in(folder, "version", "extra").err()).contains("one word too many: \"extra\"");
    }

    @Test
    void common_options_may_stand_before_the_verb() {
        assertThat(Called.in(folder, "--output", "json", "version").out()).startsWith("{\n  \"version\"");
    }

    @Test
    void with_json_a_failure_is_an_object_on_stdout_too() {
        Called called = Called.in(folder, "config", "--output", "json");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.out()).contains("\"error\"", "\"exit\" : 2", "\"kind\" : \"USAGE\"");
        assertThat(called.err()).contains("millrace config show");
    }

    @Test
    void no_text_reaches_the_terminal_with_controls_in_it() {
        assertThat(Called.in(folder, "doc\u001b[31mtor").err()).contains("doc\\u001B[31mtor");
    }
}
