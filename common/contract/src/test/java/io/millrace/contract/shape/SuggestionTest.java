package io.millrace.contract.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    private static final List<String> WORDS = List.of("required", "pattern", "min", "max", "min_length", "max_length");

    @Test
    void near_words_are_guessed() {
        assertThat(Suggestion.nearest(WORDS, "require")).contains("required");
        assertThat(Suggestion.nearest(WORDS, "patern")).contains("pattern");
        assertThat(Suggestion.nearest(WORDS, "maxlength")).contains("max_length");
        assertThat(Suggestion.nearest(WORDS, "Required")).contains("required");
    }

    @Test
    void far_words_are_not() {
        assertThat(Suggestion.nearest(WORDS, "format")).isEmpty();
        assertThat(Suggestion.nearest(WORDS, "x".repeat(100_000))).isEmpty();
        assertThat(Suggestion.among(WORDS, "format"))
                .contains("one of required, pattern, min, max, min_length, max_length");
        assertThat(Suggestion.among(List.of(), "format")).isEmpty();
    }

    @Test
    void a_swap_of_neighbours_is_one_edit() {
        assertThat(Suggestion.distance("mni", "min")).isEqualTo(1);
        assertThat(Suggestion.distance("", "min")).isEqualTo(3);
        assertThat(Suggestion.distance("min", "min")).isZero();
    }
}
