package io.millrace.testkit.gcs;

import java.util.Map;
import java.util.Optional;

/** What a request demands of the object as it is: {@code ifGenerationMatch} and its three siblings. */
record Preconditions(Optional<Long> is, Optional<Long> isNot, Optional<Long> meta, Optional<Long> metaIsNot) {

    static final Preconditions NONE =
            new Preconditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** @param prefix {@code if} for the object itself, {@code ifSource} for the source of a copy */
    static Preconditions of(Map<String, String> query, String prefix) throws ApiError {
        return new Preconditions(
                number(query, prefix + "GenerationMatch"),
                number(query, prefix + "GenerationNotMatch"),
                number(query, prefix + "MetagenerationMatch"),
                number(query, prefix + "MetagenerationNotMatch"));
    }

    static Optional<Long> number(Map<String, String> query, String name) throws ApiError {
        String text = query.get(name);
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw ApiError.invalid("Invalid value for " + name + ": " + text);
        }
    }

    /** Before the object is changed. Generation 0 means: there is none. */
    void allowChange(Optional<StoredObject> object) throws ApiError {
        long generation = object.map(StoredObject::generation).orElse(0L);
        long metageneration = object.map(StoredObject::metageneration).orElse(0L);
        if (is.isPresent() && is.get() != generation) {
            throw ApiError.precondition("the generation is " + generation + ", not " + is.get());
        }
        if (isNot.isPresent() && isNot.get() == generation) {
            throw ApiError.precondition("the generation is " + generation);
        }
        if (meta.isPresent() && meta.get() != metageneration) {
            throw ApiError.precondition("the metageneration is " + metageneration + ", not " + meta.get());
        }
        if (metaIsNot.isPresent() && metaIsNot.get() == metageneration) {
            throw ApiError.precondition("the metageneration is " + metageneration);
        }
    }

    /** Before the object is read: what the client holds already is not sent again. */
    void allowRead(StoredObject object) throws ApiError {
        boolean known = (isNot.isPresent() && isNot.get() == object.generation())
                || (metaIsNot.isPresent() && metaIsNot.get() == object.metageneration());
        new Preconditions(is, Optional.empty(), meta, Optional.empty()).allowChange(Optional.of(object));
        if (known) {
            throw ApiError.notModified();
        }
    }
}
