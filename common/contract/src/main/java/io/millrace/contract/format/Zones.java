package io.millrace.contract.format;

import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.JsonObject;
import io.millrace.contract.shape.Suggestion;
import io.millrace.contract.shape.Value;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Time zones: the region names of the tz database and UTC; no abbreviations, which mean different things to engines. */
final class Zones {

    static final Value<ZoneId> ZONE = new ZoneValue();

    private Zones() {}

    private static boolean known(String name, Set<String> regions) {
        return name.equals("UTC") || (name.contains("/") && !name.startsWith("SystemV/") && regions.contains(name));
    }

    private static final class ZoneValue implements Value<ZoneId> {

        @Override
        public Optional<ZoneId> read(Node node, Problems problems) {
            Set<String> regions = ZoneId.getAvailableZoneIds();
            String name = node instanceof Scalar scalar ? scalar.text() : "";
            if (known(name, regions)) {
                return Optional.of(ZoneId.of(name));
            }
            problems.error(
                    node,
                    "expected a time zone such as UTC or Europe/Berlin",
                    Suggestion.nearest(
                                    regions.stream()
                                            .filter(region -> known(region, regions))
                                            .toList(),
                                    name)
                            .map(region -> "did you mean " + region + "?"));
            return Optional.empty();
        }

        @Override
        public JsonObject schema() {
            return new JsonObject().with("type", "string").with("pattern", "^(UTC|[A-Za-z]+/.+)$");
        }
    }
}
