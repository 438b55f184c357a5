package io.millrace.pipeline.mask;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under a masking key. For one thread. */
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

    /** Writes the hash of the first {@code length} bytes into {@code hash}. */
    public void of(byte[] bytes, int length, byte[] hash) {
        try {
            mac.update(bytes, 0, length);
            mac.doFinal(hash, 0);
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException("a hash takes " + BYTES + " bytes", e);
        }
    }
}
