package io.millrace.pipeline.mask;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under a masking key. For one thread; what was fed belongs to the next hash that is taken. */
public final class KeyedHash {

    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    public KeyedHash(MaskKey key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.secret(), ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    public KeyedHash feed(byte value) {
        mac.update(value);
        return this;
    }

    public KeyedHash feed(byte[] bytes, int from, int to) {
        mac.update(bytes, from, to - from);
        return this;
    }

    /** Writes the hash of everything fed into {@code hash}, and begins anew. */
    public void take(byte[] hash) {
        try {
            mac.doFinal(hash, 0);
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException("a hash takes " + BYTES + " bytes", e);
        }
    }
}
