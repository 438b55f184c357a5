package io.millrace.contract.format;

import io.millrace.contract.Format;
import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.JsonObject;
import io.millrace.contract.shape.Value;
import io.millrace.contract.shape.Values;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The formats of records; those that the suite will read one day are told apart from words that mean nothing. */
final class Formats {

    static final Value<Format> FORMAT = new FormatValue();

    private static final Map<String, Format> WORDS = Words.of(Format.values());
    private static final Set<String> TO_COME = Set.of("csv", "avro", "parquet", "debezium-json");
    private static final Value<Format> CHOICE = Values.choice(WORDS);

    private Formats() {}

    private static final class FormatValue implements Value<Format> {

        @Override
        public Optional<Format> read(Node node, Problems problems) {
            if (node instanceof Scalar scalar && TO_COME.contains(scalar.text())) {
                problems.error(
                        node,
                        "records in " + scalar.text() + " are not supported yet",
                        "supported: " + String.join(", ", WORDS.keySet()));
                return Optional.empty();
            }
            return CHOICE.read(node, problems);
        }

        @Override
        public JsonObject schema() {
            return CHOICE.schema();
        }
    }
}
