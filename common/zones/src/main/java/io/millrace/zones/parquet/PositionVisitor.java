package io.millrace.zones.parquet;

import java.io.IOException;
import org.apache.parquet.io.api.Binary;

/** Is shown the position of each row. Equal texts that follow each other are mostly the same object. */
@FunctionalInterface
public interface PositionVisitor {

    void visit(Binary source, Binary split, long offset) throws IOException;
}
