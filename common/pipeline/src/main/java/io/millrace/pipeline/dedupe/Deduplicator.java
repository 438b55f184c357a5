package io.millrace.pipeline.dedupe;

import io.millrace.contract.Contract;
import io.millrace.contract.Dedupe.Keep;
import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import java.math.BigDecimal;
import java.util.Comparator;

/** Decides about the records of a key in the order they come. Holds no state: the caller remembers what was kept. */
public final class Deduplicator {

    private static final Decision CLEAN = new Decision.Clean();
    private static final Comparator<Position> POSITIONS = Comparator.comparing(Position::source)
            .thenComparing(Position::split)
            .thenComparing(Position::offset);

    private final Keep keep;
    private final int orderColumn;
    private final int orderScale;

    public Deduplicator(Plan plan) {
        Contract contract = plan.contract();
        keep = contract.dedupe().keep();
        orderColumn = contract.dedupe().orderBy().map(plan::columnIndex).orElse(-1);
        Type type = orderColumn < 0 ? null : plan.columns().get(orderColumn).type();
        orderScale = type instanceof Decimal decimal ? decimal.scale() : 0;
    }

    /** What to remember of a clean row, should it be kept. */
    public Kept candidate(Row row, Position position) {
        BigDecimal order =
                keep == Keep.FIRST ? null : new BigDecimal(CanonicalRow.unscaled(row, orderColumn), orderScale);
        return new Kept(position, order, CanonicalRow.hash(row));
    }

    /** What the candidate is beside the record remembered for its key, which is null when there is none. */
    public Decision decide(Kept remembered, Kept candidate) {
        if (remembered == null) {
            return CLEAN;
        }
        int order = keep == Keep.FIRST ? 0 : candidate.order().compareTo(remembered.order());
        if (order > 0) {
            return CLEAN;
        } else if (order < 0) {
            return new Decision.Stale(remembered.position());
        }
        boolean same = candidate.content() == remembered.content();
        return new Decision.Duplicate(remembered.position(), same ? Decision.Content.SAME : Decision.Content.DIFFERENT);
    }

    /**
     * What to remember of a key after a row that the lake holds already. Held rows of a key come in any order; of
     * several that are all the first, one is always the same.
     */
    public Kept remembered(Kept remembered, Kept held) {
        Decision decision = decide(remembered, held);
        boolean again =
                decision instanceof Decision.Duplicate && POSITIONS.compare(held.position(), remembered.position()) < 0;
        return decision instanceof Decision.Clean || again ? held : remembered;
    }
}
