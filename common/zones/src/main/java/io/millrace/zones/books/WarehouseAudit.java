package io.millrace.zones.books;

import io.millrace.zones.Zone;
import io.millrace.zones.books.WarehouseBooks.DayRows;
import io.millrace.zones.books.WarehouseBooks.LedgerFile;
import io.millrace.zones.books.WarehouseBooks.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds the clean and error zones of a dataset against what a warehouse took from them, file by file and day by day:
 * rows in the zones = rows in facts, held or come again + rows put aside + rows not loaded yet - rows that are to leave.
 *
 * @param days in their order, clean before error
 * @param faults how many; empty means that the warehouse is what the zones say
 */
public record WarehouseAudit(String dataset, List<Day> days, List<Fault> faults) {

    public WarehouseAudit {
        days = List.copyOf(days);
        faults = List.copyOf(faults);
    }

    /**
     * A day of a zone.
     *
     * @param zones rows in the files that count
     * @param aside rows of files that the warehouse does not trust
     * @param unread rows of files that the ledger does not know yet
     * @param leaving rows of runs that another has replaced which is not loaded yet
     */
    public record Day(
            Zone zone,
            LocalDate day,
            long zones,
            long facts,
            long held,
            long again,
            long aside,
            long unread,
            long leaving) {}

    /** Something that does not agree, and where to look. */
    public record Fault(Kind kind, String where, String detail) {}

    /** What may not agree. */
    public enum Kind {
        /** The ledger counts a file that is not in the zone, or does not count there. */
        LEDGER_WITHOUT_FILE,
        /** The ledger and the file differ in the number of rows. */
        OTHER_ROWS,
        /** The rows of a day in the warehouse are not those that the ledger counts. */
        OTHER_FACTS
    }

    public boolean agrees() {
        return faults.isEmpty();
    }

    /** Compares; the zones as the audit found them. */
    public static WarehouseAudit of(Audit zones, WarehouseBooks warehouse) {
        return new Comparison(zones, warehouse).result();
    }

    private record DayOf(Zone zone, LocalDate day) implements Comparable<DayOf> {
        @Override
        public int compareTo(DayOf other) {
            int byZone = zone.compareTo(other.zone);
            return byZone == 0 ? day.compareTo(other.day) : byZone;
        }

        /** The day of a file, whose path says it: {@code clean/orders/dt=2025-04-06/name.parquet}. */
        static DayOf file(String path) {
            String[] names = path.split("/", -1);
            Zone zone = path.startsWith(Zone.CLEAN.folder() + "/") ? Zone.CLEAN : Zone.ERROR;
            return new DayOf(zone, LocalDate.parse(names[2].substring("dt=".length())));
        }
    }

    /** The sums of a day while they are made. */
    private static final class Sums {
        private long zones;
        private long loaded;
        private long facts;
        private long held;
        private long again;
        private long aside;
        private long unread;
        private long leaving;
    }

    private static final class Comparison {
        private final Audit zones;
        private final WarehouseBooks warehouse;
        private final Map<DayOf, Sums> days = new TreeMap<>();
        private final List<Fault> faults = new ArrayList<>();
        private final Set<String> loadedRuns = new HashSet<>();

        Comparison(Audit zones, WarehouseBooks warehouse) {
            this.zones = zones;
            this.warehouse = warehouse;
        }

        WarehouseAudit result() {
            Map<String, LedgerFile> ledger = new HashMap<>();
            warehouse.files().stream()
                    .filter(file -> file.dataset().equals(zones.dataset()))
                    .forEach(file -> ledger.put(file.path(), file));
            ledger.values().stream()
                    .filter(file -> file.state() == State.LOADED && file.run() != null)
                    .forEach(file -> loadedRuns.add(file.run()));
            zones.rows().forEach((path, rows) -> file(path, rows, ledger.remove(path)));
            ledger.values().forEach(this::withoutFile);
            warehouse.days().stream()
                    .filter(day -> day.dataset().equals(zones.dataset()))
                    .forEach(this::day);
            List<Day> found = new ArrayList<>();
            days.forEach((of, sums) -> found.add(day(of, sums)));
            return new WarehouseAudit(zones.dataset(), found, faults);
        }

        private Sums of(DayOf day) {
            return days.computeIfAbsent(day, absent -> new Sums());
        }

        private void file(String path, long rows, LedgerFile known) {
            Sums sums = of(DayOf.file(path));
            sums.zones += rows;
            if (known == null || known.state() == State.SUPERSEDED) {
                sums.unread += rows;
            } else if (known.state() == State.QUARANTINED) {
                sums.aside += rows;
            } else {
                sums.loaded += known.rows();
                if (known.rows() != rows) {
                    faults.add(new Fault(
                            Kind.OTHER_ROWS, path, "the ledger says " + known.rows() + " rows, the file has " + rows));
                }
            }
        }

        private void withoutFile(LedgerFile file) {
            if (file.state() == State.LOADED && file.rows() > 0) {
                Sums sums = of(DayOf.file(file.path()));
                sums.loaded += file.rows();
                if (isLeaving(file.path()) || isLeaving(file.run())) {
                    sums.leaving += file.rows();
                    return;
                }
                faults.add(new Fault(
                        Kind.LEDGER_WITHOUT_FILE,
                        file.path(),
                        "the ledger has its " + file.rows() + " rows, and no such file counts in the lake"));
            }
        }

        /** Whether a file, or a run, stays only until those that replace it are loaded. */
        private boolean isLeaving(String what) {
            Set<String> others = what == null ? null : zones.replacing().get(what);
            return others != null && Collections.disjoint(others, loadedRuns);
        }

        private void day(DayRows rows) {
            Sums sums = of(new DayOf(rows.zone(), rows.day()));
            sums.facts += rows.facts();
            sums.held += rows.held();
            sums.again += rows.again();
        }

        private Day day(DayOf of, Sums sums) {
            if (sums.loaded != sums.facts + sums.held + sums.again) {
                faults.add(new Fault(
                        Kind.OTHER_FACTS,
                        of.zone().folder() + " " + of.day(),
                        "the ledger counts " + sums.loaded + " rows, the warehouse has " + sums.facts + " in facts + "
                                + sums.held + " held + " + sums.again + " that came again"));
            }
            return new Day(
                    of.zone(),
                    of.day(),
                    sums.zones,
                    sums.facts,
                    sums.held,
                    sums.again,
                    sums.aside,
                    sums.unread,
                    sums.leaving);
        }
    }
}
