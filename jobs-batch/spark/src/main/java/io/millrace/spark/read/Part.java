package io.millrace.spark.read;

import io.millrace.zones.input.OrderedRecords;
import java.io.IOException;
import java.io.Serializable;

/** A part of the input on its way to the task that reads it. */
sealed interface Part extends Serializable permits FilePart, RawPart {

    /** How many bytes it has as it is stored. */
    long size();

    OrderedRecords open() throws IOException;
}
