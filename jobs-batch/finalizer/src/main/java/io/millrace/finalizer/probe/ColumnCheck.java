package io.millrace.finalizer.probe;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Asks the engine for the least and greatest value of a column, and compares them with those that a footer holds: an engine
 * that trusts the footer skips rows by them.
 */
final class ColumnCheck {

    private final PrimitiveType type;
    private final String name;

    ColumnCheck(PrimitiveType type) {
        this.type = type;
        this.name = type.getName();
    }

    String name() {
        return name;
    }

    /** The column as a number or text that Java and the engine read alike. */
    private String value() {
        String quoted = quoted(name);
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        if (annotation instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation) {
            return "epoch_us(" + quoted + ")";
        } else if (annotation instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
            return "(" + quoted + " - date '1970-01-01')";
        }
        return quoted;
    }

    /** How many values there are, the least and the greatest of them. */
    String asked() {
        return "count(" + quoted(name) + "), min(" + value() + "), max(" + value() + ")";
    }

    /**
     * The same of rows of which a footer says all this; the least and the greatest value are null if they are others than it
     * says. Whether texts are what they are said to be is cheaper to tell than which of them is least.
     */
    String asked(Statistics said) {
        String least = text(said == null ? null : said.getMin_value());
        String greatest = text(said == null ? null : said.getMax_value());
        if (least == null || greatest == null) {
            return asked();
        }
        String text = quoted(name);
        String within = "count_if(" + text + " not between " + least + " and " + greatest + ") = 0";
        return "count(" + text + "), "
                + "if(" + within + " and count_if(" + text + " = " + least + ") > 0, " + least + ", null), "
                + "if(" + within + " and count_if(" + text + " = " + greatest + ") > 0, " + greatest + ", null)";
    }

    /** A text as a literal; null if it is none. */
    private String text(byte[] said) {
        if (said == null
                || !(type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation)) {
            return null;
        }
        String text = new String(said, StandardCharsets.UTF_8);
        boolean isText = text.indexOf('\0') < 0 && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), said);
        return isText ? "'" + text.replace("'", "''") + "'" : null;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    void compare(Statistics said, long rows, long present, Object least, Object greatest) throws BadFileException {
        if (type.isRepetition(org.apache.parquet.schema.Type.Repetition.REQUIRED) && present != rows) {
            throw new BadFileException(name + " has absent values although it must not");
        }
        if (said == null) {
            return;
        }
        if (said.isSetNull_count() && said.getNull_count() != rows - present) {
            throw differs("absent values");
        }
        if (said.isSetDistinct_count()
                || (said.isSetIs_min_value_exact() && !said.isIs_min_value_exact())
                || (said.isSetIs_max_value_exact() && !said.isIs_max_value_exact())) {
            throw differs("statistics");
        }
        same(said.isSetMin_value() ? said.getMin_value() : null, least, "least value");
        same(said.isSetMax_value() ? said.getMax_value() : null, greatest, "greatest value");
        same(said.isSetMin() ? said.getMin() : null, least, "least value");
        same(said.isSetMax() ? said.getMax() : null, greatest, "greatest value");
    }

    private void same(byte[] said, Object found, String what) throws BadFileException {
        if (said != null && (found == null || !equal(said, found))) {
            throw differs(what);
        }
    }

    private BadFileException differs(String what) {
        return new BadFileException(
                "the footer says something else of the " + what + " of " + name + " than its pages");
    }

    private boolean equal(byte[] said, Object found) {
        ByteBuffer bytes = ByteBuffer.wrap(said).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> said.length == Integer.BYTES && integer(found).equals(BigInteger.valueOf(bytes.getInt()));
            case INT64 -> said.length == Long.BYTES && integer(found).equals(BigInteger.valueOf(bytes.getLong()));
            case DOUBLE -> said.length == Double.BYTES && bytes.getDouble() == ((Double) found);
            case BOOLEAN -> said.length == 1 && (said[0] != 0) == (Boolean) found;
            case BINARY -> Arrays.equals(said, found.toString().getBytes(StandardCharsets.UTF_8));
            case FIXED_LEN_BYTE_ARRAY -> new BigInteger(said).equals(integer(found));
            case FLOAT, INT96 -> false;
        };
    }

    private static BigInteger integer(Object found) {
        return found instanceof java.math.BigDecimal decimal
                ? decimal.unscaledValue()
                : new BigInteger(found.toString());
    }
}
