package io.millrace.finalizer.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

    @Test
    void comments_line_breaks_and_indentation_are_no_part_of_it() {
        assertThat(Wording.of("select  a, -- it's \"a\n\t'x  --y''  z' as \"b  c\" --end\nfrom t--'"))
                .isEqualTo("select a, 'x  --y''  z' as \"b  c\" from t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select E'it\\'s  --' as a", "select $$a  '$$  as b", "select /* a /* '  */ */  1"})
    void what_cannot_be_told_for_sure_is_left_as_it_stands(String query) {
        assertThat(Wording.of(query)).isEqualTo(query);
    }
}
