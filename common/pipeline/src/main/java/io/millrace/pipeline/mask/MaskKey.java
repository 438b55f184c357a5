package io.millrace.pipeline.mask;

import java.io.Serializable;

/** A masking key and the id that its tokens carry. Never prints its secret. */
public final class MaskKey implements Serializable {

    private static final long serialVersionUID = 1;
    public static final int MIN_SECRET_BYTES = 16;

    private final String id;
    private final byte[] secret;

    public MaskKey(String id, byte[] secret) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("masking key " + id + " has " + secret.length + " bytes; at least "
                    + MIN_SECRET_BYTES + " are needed");
        }
        this.id = id;
        this.secret = secret.clone();
    }

    public String id() {
        return id;
    }

    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "MaskKey[id=" + id + ", secret=***]";
    }
}
