package io.millrace.testkit.generate;

import org.apache.kafka.common.utils.Utils;

/**
 * Makes the records that its options describe, one after the other, and keeps count of what must become of them. The same
 * options make the same records; a repeat always comes after its original, in the same partition.
 */
public final class RecordGenerator {

    private final GeneratorOptions options;
    private final Clock clock;
    private final Shape shape;
    private final Spelling spelling;
    private final Turns turns;
    private final RecordWriter writer;
    private final Breakage unbroken;
    private final Damage damage;
    private final Newest newest;
    private Tally tally;
    private long index;

    public RecordGenerator(GeneratorOptions options) {
        this.options = options;
        clock = new Clock(options.timeline(), 0);
        shape = Shape.of(options);
        spelling = new Spelling(options.seed(), options.mix().spelled());
        turns = new Turns(options.seed(), options.mix(), BadKind.possible(options.dataset(), options.carrier()));
        writer = new RecordWriter(shape, options.carrier());
        unbroken = new Breakage(shape.members());
        damage = new Damage(options, shape, spelling);
        newest = new Newest(shape);
        catchUp();
    }

    /** Learns what the first records may repeat. */
    private void catchUp() {
        tally = new Tally(options.dataset(), shape);
        GeneratedRecord forgotten = new GeneratedRecord();
        index = Math.max(0, options.first() - Turns.FARTHEST_REPEAT);
        while (index < options.first()) {
            make(forgotten);
        }
        tally = new Tally(options.dataset(), shape);
    }

    public GeneratorOptions options() {
        return options;
    }

    /** How many records were made so far. */
    public long generated() {
        return index - options.first();
    }

    /** What must become of the records made so far. */
    public Expectation expectation() {
        return tally.expectation();
    }

    /** Makes the next record; false, with the record as it was, when there is none. */
    public boolean next(GeneratedRecord record) {
        if (options.count().isPresent() && generated() >= options.count().getAsLong()) {
            return false;
        }
        make(record);
        return true;
    }

    private void make(GeneratedRecord record) {
        record.begin(index, clock.sourceTime(index));
        switch (turns.decide(index)) {
            case GOOD -> good(record);
            case BAD -> bad(record);
            case REPEAT -> repeat(record);
        }
        tally.count(record.fate);
        index++;
    }

    private void good(GeneratedRecord record) {
        shape.draw(turns.keyIndex(record.index), record.index);
        spelling.start(record.index);
        newest.original(record.index);
        write(record);
        route(record);
    }

    private void bad(GeneratedRecord record) {
        BadKind kind = turns.kind();
        shape.draw(record.index, record.index);
        spelling.start(record.index);
        damage.write(kind, record);
        record.keyless = kind.spoilsRecord() && damage.losesKey();
        route(record);
    }

    private void repeat(GeneratedRecord record) {
        long original = turns.original();
        switch (turns.likeness()) {
            case EVERY_BYTE -> {
                shape.draw(turns.keyIndex(original), original);
                spelling.start(original);
            }
            case VALUES -> {
                shape.draw(turns.keyIndex(original), original);
                spelling.startUnusual(record.index);
            }
            case NOTHING -> {
                shape.draw(turns.keyIndex(original), record.index);
                spelling.start(record.index);
            }
        }
        newest.repeat(original, record);
        write(record);
        route(record);
    }

    private void write(GeneratedRecord record) {
        writer.write(shape, unbroken, null, spelling, record.payload);
    }

    /** As Kafka's own partitioner does, so that records with a key lie where any other producer would put them. */
    private void route(GeneratedRecord record) {
        if (options.carrier() == Carrier.LINES) {
            return;
        }
        int partitions = options.population().partitions();
        if (record.keyless) {
            record.partition = (int) Math.floorMod(Draws.mix(record.index), (long) partitions);
            return;
        }
        shape.writeKey(record.key);
        record.partition = Utils.toPositive(Utils.murmur2(record.key())) % partitions;
    }
}
