package io.millrace.contract.shape;

import io.millrace.contract.read.Node;
import io.millrace.contract.read.Problems;
import java.util.Optional;

/** What may stand under a key: reads it, or says what is wrong with it; and describes itself to editors. */
public interface Value<T> {

    /** The value that the node spells; empty, and a problem reported, when it spells none. */
    Optional<T> read(Node node, Problems problems);

    /** The JSON Schema of what is accepted. */
    JsonObject schema();
}
