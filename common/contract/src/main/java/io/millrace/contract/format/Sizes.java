package io.millrace.contract.format;

import io.millrace.contract.shape.Value;
import io.millrace.contract.shape.Values;
import java.util.Map;

/** Sizes in bytes, such as {@code 1 MiB}. */
final class Sizes {

    private static final Map<String, Long> UNITS = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    /** The raw zone keeps payloads whole up to here, so that nothing longer can be judged again. */
    private static final long MOST = 64L << 20;

    static final Value<Long> UP_TO_64_MIB = Values.parsed(
            text -> Quantity.parse(text, UNITS).filter(bytes -> bytes >= 1 && bytes <= MOST),
            "a size from 1 B to 64 MiB, such as 1 MiB (units: B, KiB, MiB)",
            Quantity.schema(UNITS));

    private Sizes() {}
}
