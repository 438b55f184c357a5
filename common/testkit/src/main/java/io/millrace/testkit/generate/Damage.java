package io.millrace.testkit.generate;

import io.millrace.pipeline.row.Code;
import java.util.Arrays;

/** Makes bad records: a good one with something done to it, before or after it is written. */
final class Damage {

    private static final long PURPOSE = 0xbad;
    private static final int TOO_DEEP = 64;

    private static final byte[][] NOT_UTF8 = {
        {(byte) 0xff},
        {(byte) 0xc0, (byte) 0xaf},
        {(byte) 0xe2, (byte) 0x82},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}
    };
    private static final byte[][] NOT_JSON_VALUES = {
        Json.bytes("NaN"),
        Json.bytes("01"),
        Json.bytes("+1"),
        Json.bytes("1."),
        Json.bytes(".5"),
        Json.bytes("0x1F"),
        Json.bytes("True"),
        Json.bytes("Infinity"),
        Json.bytes("1e"),
        Json.bytes("\"\\x41\""),
        Json.bytes("\"\\u12G4\""),
        Json.bytes("\"tab\there\""),
        Json.bytes("[1,]"),
        Json.bytes("12.50 EUR"),
        Json.bytes("")
    };
    private static final byte[][] NOT_JSON_LINES = {
        Json.bytes("{'status':'COMPLETED'}"),
        Json.bytes("{status:1}"),
        Json.bytes("not json"),
        Json.bytes("{\"status\"}"),
        Json.bytes("{,}"),
        Json.bytes("{"),
        Json.bytes("}"),
        Json.bytes("\u00a0{}"),
    };
    private static final byte[][] NOT_JSON_MESSAGES = {
        Json.bytes(" "), Json.bytes("\r\n"), Json.bytes("\ufeff{}"), Json.bytes("{\"a\":\"line\nfeed\"}")
    };
    private static final byte[][] NOT_OBJECTS = {
        Json.bytes("[]"),
        Json.bytes("\"{}\""),
        Json.bytes("42"),
        Json.bytes("-0.5e10"),
        Json.bytes("true"),
        Json.bytes("null"),
        Json.bytes("[{\"status\":\"COMPLETED\"}]")
    };

    private final long seed;
    private final Shape shape;
    private final Carrier carrier;
    private final RecordWriter writer;
    private final Breakage breakage;
    private final Spelling spelling;
    private final Draws draws = new Draws();

    Damage(GeneratorOptions options, Shape shape, Spelling spelling) {
        seed = options.seed();
        this.shape = shape;
        carrier = options.carrier();
        writer = new RecordWriter(shape, carrier);
        breakage = new Breakage(shape.members());
        this.spelling = spelling;
    }

    /** Fills a record with a payload of a bad kind; the shape holds the values of the good one that it might have been. */
    void write(BadKind kind, GeneratedRecord record) {
        draws.start(seed, PURPOSE, record.index);
        breakage.clear();
        if (kind.spoilsRecord()) {
            record.fate.violation(kind.code());
        }
        Payload out = record.payload;
        switch (kind) {
            case EMPTY -> record.tombstone = draws.oneIn(2);
            case TOO_LARGE -> tooLarge(out);
            case INVALID_UTF8 -> notUtf8(out);
            case MALFORMED -> malformed(out);
            case TOO_DEEP -> tooDeep(out);
            case NOT_AN_OBJECT -> out.put(NOT_OBJECTS[draws.below(NOT_OBJECTS.length)]);
            case DUPLICATE_FIELD -> object(twice(draws.below(shape.members().size())), out);
            case BAD_TEXT, MISSING, WRONG_TYPE, OUT_OF_RANGE, PRECISION, LENGTH, PATTERN, NOT_IN_ENUM -> {
                breakage.breakOne(kind, draws, record.fate);
                object(null, out);
            }
            case UNKNOWN_FIELD -> unknown(record);
            case RULE -> rule(record);
            case SEVERAL -> {
                breakage.breakSeveral(draws, record.fate);
                object(null, out);
            }
        }
    }

    /** A message whose value cannot be read may lack its key as well. */
    boolean losesKey() {
        return draws.oneIn(2);
    }

    private int object(byte[] extra, Payload out) {
        return writer.write(shape, breakage, extra, spelling, out);
    }

    private void rule(GeneratedRecord record) {
        for (int broken = shape.breakRules(draws); broken > 0; broken--) {
            record.fate.violation(Code.RULE);
        }
        object(null, record.payload);
    }

    private void unknown(GeneratedRecord record) {
        record.fate.violation(Code.UNKNOWN_FIELD);
        if (draws.oneIn(2)) {
            object(Json.bytes("\"surprise\":1"), record.payload);
        } else {
            record.fate.violation(Code.UNKNOWN_FIELD);
            object(Json.bytes("\"surprise\":1,\"größe\":{\"a\":null}"), record.payload);
        }
    }

    private void tooLarge(Payload out) {
        object(null, out);
        out.fill(draws.oneIn(2) ? ' ' : 'x', shape.maxBytes() - out.length() + 1 + draws.below(1000));
    }

    private void notUtf8(Payload out) {
        object(null, out);
        out.insert(draws.below(out.length()), NOT_UTF8[draws.below(NOT_UTF8.length)]);
    }

    private void tooDeep(Payload out) {
        switch (draws.below(3)) {
            case 0 -> object(nested("[", "]"), out);
            case 1 -> object(nested("{\"a\":", "}"), out);
            default -> out.fill('[', 10 * TOO_DEEP);
        }
    }

    private static byte[] nested(String open, String close) {
        return Json.bytes("\"deep\":" + open.repeat(TOO_DEEP - 1) + "[1]" + close.repeat(TOO_DEEP - 1));
    }

    private byte[] twice(int member) {
        byte[][] spellings = shape.members().get(member).spellings();
        return switch (draws.below(3)) {
            case 0 -> Json.bytes("\"extra\":1,\"extra\":1");
            case 1 -> join(spellings[0], ":1,", spellings[1], ":1");
            default -> join(spellings[1], ":null,", spellings[0], ":\"\"");
        };
    }

    private static byte[] join(byte[] one, String middle, byte[] other, String end) {
        Payload joined = new Payload();
        joined.put(one).put(middle).put(other).put(end);
        return Arrays.copyOf(joined.bytes(), joined.length());
    }

    private void malformed(Payload out) {
        switch (draws.below(6)) {
            case 0 -> out.cut(object(null, out));
            case 1 -> out.insert(object(null, out), Json.bytes(","));
            case 2 -> {
                object(null, out);
                out.put(draws.oneIn(2) ? "{}" : "x");
            }
            case 3 -> {
                object(null, out);
                out.insert(0, Json.bytes("/* no comments */"));
            }
            case 4 -> {
                breakage.replace(shape.numericMember(), NOT_JSON_VALUES[draws.below(NOT_JSON_VALUES.length)]);
                object(null, out);
            }
            default -> out.put(notJson());
        }
    }

    private byte[] notJson() {
        if (carrier == Carrier.MESSAGES && draws.oneIn(2)) {
            return NOT_JSON_MESSAGES[draws.below(NOT_JSON_MESSAGES.length)];
        }
        return NOT_JSON_LINES[draws.below(NOT_JSON_LINES.length)];
    }
}
