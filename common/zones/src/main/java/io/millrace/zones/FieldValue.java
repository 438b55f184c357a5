package io.millrace.zones;

import io.millrace.contract.Type;
import io.millrace.pipeline.row.Row;
import io.millrace.zones.json.Doubles;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.json.LineBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** How a value of one type stands in a line: numbers and booleans as JSON's own, everything else as a string. */
interface FieldValue {

    void write(Row row, int column, LineBuffer out);

    void read(JsonCursor in, Row row, int column) throws JsonLineException;

    static FieldValue of(Type type) {
        if (type instanceof Type.Int || type instanceof Type.Bigint) {
            return new Whole();
        } else if (type instanceof Type.Decimal decimal) {
            return new Exact(decimal.precision(), decimal.scale());
        } else if (type instanceof Type.Real) {
            return new Real();
        } else if (type instanceof Type.Bool) {
            return new Bool();
        } else if (type instanceof Type.Date) {
            return new Day();
        } else if (type instanceof Type.Timestamp) {
            return new Time();
        } else if (type instanceof Type.Text || type instanceof Type.Json) {
            return new Text();
        }
        throw new IllegalStateException("no JSON for " + type.declaration());
    }

    record Whole() implements FieldValue {
        @Override
        public void write(Row row, int column, LineBuffer out) {
            out.number(row.longAt(column));
        }

        @Override
        public void read(JsonCursor in, Row row, int column) throws JsonLineException {
            row.set(column, in.number());
        }
    }

    record Exact(int precision, int scale) implements FieldValue {

        /** A row holds so many digits in a long. */
        private static final int LONG_DIGITS = 18;

        @Override
        public void write(Row row, int column, LineBuffer out) {
            if (row.holdsBytes(column)) {
                BigDecimal value = new BigDecimal(new BigInteger(row.bytesAt(column)), scale);
                out.raw(value.toPlainString().getBytes(StandardCharsets.US_ASCII));
            } else {
                out.decimal(row.longAt(column), scale);
            }
        }

        @Override
        public void read(JsonCursor in, Row row, int column) throws JsonLineException {
            BigInteger unscaled = unscaled(in.numberText());
            if (precision <= LONG_DIGITS) {
                row.set(column, unscaled.longValue());
            } else {
                row.set(column, unscaled.toByteArray());
            }
        }

        private BigInteger unscaled(String text) throws JsonLineException {
            try {
                BigDecimal value = new BigDecimal(text).setScale(scale, RoundingMode.UNNECESSARY);
                if (value.precision() <= precision) {
                    return value.unscaledValue();
                }
            } catch (ArithmeticException | NumberFormatException e) {
                throw new JsonLineException("expected a decimal of scale " + scale);
            }
            throw new JsonLineException("expected a decimal of at most " + precision + " digits");
        }
    }

    record Real() implements FieldValue {
        @Override
        public void write(Row row, int column, LineBuffer out) {
            out.raw(Doubles.text(row.doubleAt(column)).getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void read(JsonCursor in, Row row, int column) throws JsonLineException {
            try {
                row.set(column, Double.doubleToRawLongBits(Double.parseDouble(in.numberText())));
            } catch (NumberFormatException e) {
                throw new JsonLineException("expected a double");
            }
        }
    }

    record Bool() implements FieldValue {
        private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
        private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

        @Override
        public void write(Row row, int column, LineBuffer out) {
            out.raw(row.longAt(column) == 0 ? FALSE : TRUE);
        }

        @Override
        public void read(JsonCursor in, Row row, int column) throws JsonLineException {
            row.set(column, in.bool() ? 1 : 0);
        }
    }

    record Day() implements FieldValue {
        @Override
        public void write(Row row, int column, LineBuffer out) {
            out.date(row.longAt(column));
        }

        @Override
        public void read(JsonCursor in, Row row, int column) throws JsonLineException {
            row.set(column, in.date());
        }
    }

    record Time() implements FieldValue {
        @Override
        public void write(Row row, int column, LineBuffer out) {
            out.timestamp(row.longAt(column));
        }

        @Override
        public void read(JsonCursor in, Row row, int column) throws JsonLineException {
            row.set(column, in.timestamp());
        }
    }

    /** Text, and json as the text it came in: its white space may hold line feeds. */
    record Text() implements FieldValue {
        @Override
        public void write(Row row, int column, LineBuffer out) {
            out.utf8(row.bytesAt(column));
        }

        @Override
        public void read(JsonCursor in, Row row, int column) throws JsonLineException {
            row.set(column, in.utf8());
        }
    }
}
