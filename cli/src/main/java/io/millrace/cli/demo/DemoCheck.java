package io.millrace.cli.demo;

import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.Expectation.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One point in which zones and warehouse are compared with what the generator expects. */
record DemoCheck(String point, String expected, String found) {

    boolean holds() {
        return expected.equals(found);
    }

    /** Every point: doors, reasons, sums, and the run's own counts. */
    static List<DemoCheck> compare(
            Expectation expected, ZoneTally found, DemoWarehouse.Content warehouse, RunSummary summary) {
        List<DemoCheck> checks = new ArrayList<>();
        checks.add(new DemoCheck("clean", text(expected.clean()), text(found.clean())));
        checks.add(new DemoCheck("rejected", text(expected.rejected()), text(found.rejected())));
        checks.add(new DemoCheck("duplicate", text(expected.duplicate()), text(found.duplicate())));
        checks.add(new DemoCheck("by code", text(expected.codes()), text(found.codes())));
        checks.add(new DemoCheck("total amount", text(expected.total()), text(found.total())));
        checks.addAll(cells("zones", expected.byDayAndGroup(), found.byDayAndGroup()));
        checks.add(new DemoCheck("facts in the warehouse", text(expected.clean()), text(warehouse.facts())));
        checks.addAll(cells("warehouse", expected.byDayAndGroup(), warehouse.byDayAndRegion()));
        Counts counts = summary.datasets().get(0).counts();
        checks.add(new DemoCheck(
                "counts of the run",
                door(expected.read(), expected.clean(), expected.rejected(), expected.duplicate()),
                door(counts.read(), counts.clean(), counts.rejected(), counts.duplicate())));
        return checks;
    }

    /** One point a day and region. */
    private static List<DemoCheck> cells(
            String place,
            SortedMap<String, SortedMap<String, Cell>> expected,
            SortedMap<String, SortedMap<String, Cell>> found) {
        List<DemoCheck> checks = new ArrayList<>();
        TreeSet<String> days = new TreeSet<>(expected.keySet());
        days.addAll(found.keySet());
        for (String day : days) {
            SortedMap<String, Cell> wanted = expected.getOrDefault(day, new TreeMap<>());
            SortedMap<String, Cell> had = found.getOrDefault(day, new TreeMap<>());
            TreeSet<String> regions = new TreeSet<>(wanted.keySet());
            regions.addAll(had.keySet());
            regions.forEach(region -> checks.add(new DemoCheck(
                    "amount in the " + place + " of " + day + " in " + region,
                    text(wanted.getOrDefault(region, Cell.NONE)),
                    text(had.getOrDefault(region, Cell.NONE)))));
        }
        return checks;
    }

    private static String text(Map<Code, Long> codes) {
        TreeMap<Code, Long> met = new TreeMap<>(codes);
        met.values().removeIf(count -> count == 0);
        return met.toString();
    }

    private static String door(long read, long clean, long rejected, long duplicate) {
        return read + " = " + clean + " + " + rejected + " + " + duplicate;
    }

    private static String text(long count) {
        return Long.toString(count);
    }

    private static String text(Cell cell) {
        return cell.sum().toPlainString() + " in " + cell.count() + " records";
    }
}
