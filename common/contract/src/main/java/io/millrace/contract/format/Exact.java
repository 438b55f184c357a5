package io.millrace.contract.format;

import io.millrace.contract.shape.JsonObject;
import io.millrace.contract.shape.Value;
import io.millrace.contract.shape.Values;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers in the grammar of JSON, exact; bounded, so that no number costs more to look at than to write. */
public final class Exact {

    private static final int LONGEST = 400;
    private static final Pattern SHAPE = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?0*[0-9]{1,4})?");

    static final Value<BigDecimal> SHARE = Values.parsed(
            text -> parse(text).filter(share -> share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0),
            "a number from 0 to 1",
            new JsonObject().with("type", "number").with("minimum", 0).with("maximum", 1));

    private Exact() {}

    /** The number that the text spells. */
    public static Optional<BigDecimal> parse(String text) {
        boolean number = text.length() <= LONGEST && SHAPE.matcher(text).matches();
        return number ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
