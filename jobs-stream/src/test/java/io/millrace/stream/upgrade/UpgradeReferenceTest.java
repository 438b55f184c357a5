package io.millrace.stream.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.diff.ChangeKind;
import io.millrace.contract.diff.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables of docs/reference/upgrade.md are what the check says. */
class UpgradeReferenceTest {

    private static final Path PAGE = Path.of(System.getProperty("millrace.home"), "docs/reference/upgrade.md");
    private static final String BEGIN = "<!-- begin: kinds of change; UpgradeReferenceTest compares them -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void the_tables_of_changes_are_those_of_the_check() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END, begin);
        if (Boolean.getBoolean("millrace.rewrite")) {
            page = page.substring(0, begin) + tables() + page.substring(end);
            Files.writeString(PAGE, page);
            end = page.indexOf(END, begin);
        }

        assertThat(page.substring(begin, end))
                .as("rewrite it with -Dmillrace.rewrite=true")
                .isEqualTo(tables());
    }

    @Test
    void twenty_kinds_of_change_and_more_are_told_apart() {
        assertThat(ChangeKind.values().length + StateKind.values().length).isGreaterThanOrEqualTo(20);
    }

    private static String tables() {
        StringBuilder text = new StringBuilder("\n### Of the contract\n\n").append(head());
        for (ChangeKind kind : ChangeKind.values()) {
            text.append(row(kind.word(), kind.verdict(), kind.why(), kind.wayOut()));
        }
        text.append("\n### Of the state, and of what is around it\n\n").append(head());
        for (StateKind kind : StateKind.values()) {
            text.append(row(kind.word(), kind.verdict(), kind.why(), kind.wayOut()));
        }
        return text.append('\n').toString();
    }

    private static String head() {
        return "| change | verdict | why | way out |\n|---|---|---|---|\n";
    }

    private static String row(String word, Verdict verdict, String why, String wayOut) {
        return "| " + word + " | " + verdict.name().toLowerCase(Locale.ROOT) + " | " + escaped(why) + " | "
                + escaped(wayOut) + " |\n";
    }

    private static String escaped(String text) {
        return text.replace("<", "&lt;").replace("|", "\\|");
    }
}
