package io.millrace.batch.source;

import io.millrace.zones.input.OrderedRecords;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.connector.source.SourceSplit;

/** A part of the input that one task reads. */
sealed interface Part extends SourceSplit, Serializable permits FilePart, RawPart {

    OrderedRecords open() throws IOException;
}
