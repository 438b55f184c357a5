package io.millrace.pipeline.plan;

import io.millrace.contract.Type;

/**
 * One column of the clean zone. {@code field} is the declared field it comes from (null for {@code _extra}), {@code part}
 * says which part of a masked field it shows.
 */
public record Column(String name, Type type, boolean required, String field, Part part) {

    public enum Part {
        VALUE,
        TOKEN,
        MASKED,
        EXTRA
    }
}
