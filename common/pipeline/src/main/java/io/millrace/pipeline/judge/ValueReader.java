package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.pipeline.row.Row;

/** Turns a JSON value into the value of one field, or says what is wrong with it. One class a type. */
abstract class ValueReader {

    final int column;
    final Field field;
    final Complaint complaint;

    ValueReader(int column, Field field, Complaint complaint) {
        this.column = column;
        this.field = field;
        this.complaint = complaint;
    }

    /** Sets the column of a value that can be read, complains of one that is wrong, does nothing about an absent one. */
    abstract void read(Slice value, Row fields);

    /** The one place that a new type must be added to. */
    static ValueReader of(int column, Field field, Complaint complaint, Presence presence) {
        Type type = field.type();
        if (type instanceof Type.Int || type instanceof Type.Bigint) {
            return new WholeReader(column, field, complaint);
        } else if (type instanceof Type.Decimal decimal) {
            return decimal.precision() <= DecimalReader.MAX_PRECISION
                    ? new DecimalReader(column, field, complaint, decimal)
                    : new WideDecimalReader(column, field, complaint, decimal);
        } else if (type instanceof Type.Real) {
            return new RealReader(column, field, complaint);
        } else if (type instanceof Type.Bool) {
            return new BoolReader(column, field, complaint);
        } else if (type instanceof Type.Text) {
            return new TextReader(column, field, complaint, presence);
        } else if (type instanceof Type.Date) {
            return new DateReader(column, field, complaint);
        } else if (type instanceof Type.Timestamp timestamp) {
            return new TimestampReader(column, field, complaint, timestamp);
        }
        return new JsonReader(column, field, complaint);
    }

    /** Whether an empty text is a value of the field. */
    enum Presence {
        EMPTY_IS_VALUE,
        EMPTY_IS_MISSING
    }
}
