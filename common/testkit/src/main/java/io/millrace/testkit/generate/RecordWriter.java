package io.millrace.testkit.generate;

import java.util.List;

/** Writes a shape's values as one JSON object, in the spelling asked for, with the members that are broken. */
final class RecordWriter {

    private static final byte[][] OPENINGS = {
        Json.bytes("{"), Json.bytes("{ "), Json.bytes(" \t{"), Json.bytes("{\r\n  ")
    };
    private static final byte[][] COMMAS = {Json.bytes(","), Json.bytes(", "), Json.bytes(" ,\t"), Json.bytes(",\n  ")};
    private static final byte[][] COLONS = {Json.bytes(":"), Json.bytes(": "), Json.bytes("\t:  "), Json.bytes(" :")};
    private static final byte[][] ENDS = {Json.bytes(""), Json.bytes(" "), Json.bytes("\t "), Json.bytes("\r\n")};
    private static final byte[] NULL = Json.bytes("null");

    /** Undeclared members that are nobody's business but JSON's grammar. */
    private static final byte[][] EXTRAS = {
        Json.bytes("\"channel\":\"web\""),
        Json.bytes("\"Amount\":12.5"),
        Json.bytes("\"client\":{\"os\":\"Linux\",\"tags\":[1,2.50,true,null,{\"a\":\"\\\"\"}]}"),
        Json.bytes("\"twice\":{\"a\":1,\"a\":2}"),
        Json.bytes("\"half\":\"\\ud83c\""),
        Json.bytes("\"\":\"\\u0000\""),
        Json.bytes("\"größe\":[ ]"),
        Json.bytes("\"deepest\":" + "[".repeat(63) + "]".repeat(63)),
    };

    private final List<Member> members;
    private final int styles;
    private final boolean allowsExtras;

    private Payload out;
    private int style;
    private boolean first;

    RecordWriter(Shape shape, Carrier carrier) {
        members = shape.members();
        allowsExtras = shape.allowsExtras();
        styles = carrier == Carrier.LINES ? OPENINGS.length - 1 : OPENINGS.length;
    }

    /** Writes the record after what stands in {@code out}, and says where its last brace stands. */
    int write(Shape shape, Breakage breakage, byte[] extra, Spelling spelling, Payload to) {
        out = to;
        style = spelling.pick(styles);
        first = true;
        out.put(OPENINGS[style]);
        int size = members.size();
        int start = spelling.pick(size);
        int step = spelling.pick(2) == 0 ? 1 : size - 1;
        for (int count = 0, member = start; count < size; count++, member = (member + step) % size) {
            if (breakage.breaks(member)) {
                writeBroken(member, breakage.literal(member), spelling);
            } else {
                writeSound(shape, member, spelling);
            }
        }
        if (extra != null) {
            comma().put(extra);
        } else if (allowsExtras && spelling.pick(4) == 3) {
            comma().put(EXTRAS[spelling.pick(EXTRAS.length)]);
        }
        int end = out.length();
        out.put('}').put(ENDS[style]);
        return end;
    }

    private void writeSound(Shape shape, int member, Spelling spelling) {
        if (shape.isPresent(member)) {
            name(member, spelling);
            shape.write(member, out, spelling);
        } else if (spelling.pick(2) == 1) {
            name(member, spelling).put(NULL);
        }
    }

    private void writeBroken(int member, byte[] literal, Spelling spelling) {
        if (literal != null) {
            name(member, spelling).put(literal);
        }
    }

    private Payload name(int member, Spelling spelling) {
        byte[][] spellings = members.get(member).spellings();
        // Names are seldom escaped, even in unusual records.
        int spelled = spelling.pick(8) == 7 ? 1 : 0;
        return comma().put(spellings[spelled]).put(COLONS[style]);
    }

    private Payload comma() {
        if (!first) {
            out.put(COMMAS[style]);
        }
        first = false;
        return out;
    }
}
