package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.run.Capability;
import io.millrace.testkit.fixture.FileFixture;
import io.millrace.testkit.fixture.Fixture;
import io.millrace.testkit.fixture.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of {@code docs/reference/runners.md}: what the suite asks, a line each, and what each runner answers, a column
 * each. A runner's own suite makes its column, because engines do not meet in one process.
 */
final class Matrix {

    private static final String BEGIN =
            "<!-- matrix: made by the suites of the runners, with -Dmillrace.rewrite=true -->";
    private static final String END = "<!-- end of matrix -->";
    private static final String FILES = "files";
    private static final Path PAGE = Path.of(System.getProperty("millrace.home"), "docs", "reference", "runners.md");

    private final String before;
    private final String after;
    private final List<String> runners = new ArrayList<>();
    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    private Matrix(String page) {
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        before = page.substring(0, begin);
        after = page.substring(end);
        for (String line : page.substring(begin, end).strip().lines().toList()) {
            List<String> cells = new ArrayList<>(
                    Arrays.asList(line.substring(2, line.length() - 2).split(" \\| ", -1)));
            if (line.startsWith("| area")) {
                cells.subList(2, cells.size()).forEach(name -> runners.add(name.replace("`", "")));
            } else if (!line.startsWith("|---")) {
                lines.put(cells.get(0), cells);
            }
        }
    }

    /** The page must say what this runner answers now; {@code -Dmillrace.rewrite=true} writes it instead. */
    static void check(String runner, Set<Capability> capabilities, Waivers waivers) throws IOException {
        String page = Files.readString(PAGE);
        String wanted = with(page, runner, capabilities, waivers);
        if (Boolean.getBoolean("millrace.rewrite")) {
            Files.writeString(PAGE, wanted);
        } else {
            assertThat(page).isEqualTo(wanted);
        }
    }

    /** The page with what this runner answers now, and what the suite asks now. */
    private static String with(String page, String runner, Set<Capability> capabilities, Waivers waivers) {
        return new Matrix(page).text(runner, capabilities, waivers);
    }

    private String text(String runner, Set<Capability> capabilities, Waivers waivers) {
        if (!runners.contains(runner)) {
            runners.add(runner);
        }
        int own = 2 + runners.indexOf(runner);
        StringBuilder text = new StringBuilder(before).append("\n| area | cases |");
        runners.forEach(name -> text.append(" `").append(name).append("` |"));
        text.append("\n|---|---:|").append("---|".repeat(runners.size())).append('\n');
        areas().forEach((area, cases) -> {
            List<String> cells = new ArrayList<>(lines.getOrDefault(area, List.of(area, "")));
            while (cells.size() < 2 + runners.size()) {
                cells.add("");
            }
            cells.set(1, Integer.toString(cases));
            boolean isAsked = !area.equals(FILES) || capabilities.contains(Capability.PLAIN_FILES);
            cells.set(own, isAsked ? answer(area, runner, waivers) : "");
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        });
        for (Capability capability : Capability.values()) {
            List<String> cells =
                    new ArrayList<>(lines.getOrDefault(capability.meaning(), List.of(capability.meaning(), "")));
            while (cells.size() < 2 + runners.size()) {
                cells.add("");
            }
            cells.set(own, capabilities.contains(capability) ? "yes" : "no");
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return text.append(after).toString();
    }

    /** How many cases each area has: a table of fixtures is one. */
    private static Map<String, Integer> areas() {
        Map<String, Integer> areas = new LinkedHashMap<>();
        for (Fixture fixture : Fixtures.all()) {
            areas.merge(area(fixture), 1, Integer::sum);
        }
        areas.put(FILES, Fixtures.files().size());
        return areas;
    }

    private static String area(Fixture fixture) {
        return fixture.file().replaceAll("^fixtures/|\\.yaml$", "").replace('-', ' ');
    }

    private static String answer(String area, String runner, Waivers waivers) {
        long waived = waivers.of(runner).stream()
                .filter(waiver -> names(area).contains(waiver.fixture()))
                .count();
        return waived == 0 ? "equal" : waived + " waived";
    }

    private static List<String> names(String area) {
        return area.equals(FILES)
                ? Fixtures.files().stream().map(FileFixture::toString).toList()
                : Fixtures.all().stream()
                        .filter(fixture -> area(fixture).equals(area))
                        .map(fixture -> fixture.proves() + " " + fixture.name())
                        .toList();
    }
}
