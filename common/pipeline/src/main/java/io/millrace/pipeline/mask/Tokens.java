package io.millrace.pipeline.mask;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes the tokens of one domain: {@code <key id>:} and 32 hexadecimal digits of a keyed hash over the domain and the
 * value. Equal values have equal tokens wherever the domain is the same. For one thread.
 */
public final class Tokens {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int KEPT_BYTES = 16;

    private final KeyedHash keyedHash;
    private final byte[] prefix;
    private final int domainLength;
    private byte[] hashed;
    private final byte[] hash = new byte[KeyedHash.BYTES];

    public Tokens(MaskKey key, String domain) {
        keyedHash = new KeyedHash(key);
        prefix = (key.id() + ":").getBytes(StandardCharsets.UTF_8);
        byte[] name = domain.getBytes(StandardCharsets.UTF_8);
        domainLength = name.length + 1; // with the zero behind it
        hashed = Arrays.copyOf(name, name.length + 64);
    }

    public byte[] token(byte[] value) {
        int length = domainLength + value.length;
        hashed = length > hashed.length ? Arrays.copyOf(hashed, 2 * length) : hashed;
        System.arraycopy(value, 0, hashed, domainLength, value.length);
        keyedHash.of(hashed, length, hash);
        byte[] token = Arrays.copyOf(prefix, prefix.length + 2 * KEPT_BYTES);
        for (int index = 0; index < KEPT_BYTES; index++) {
            token[prefix.length + 2 * index] = HEX[(hash[index] >> 4) & 0xF];
            token[prefix.length + 2 * index + 1] = HEX[hash[index] & 0xF];
        }
        return token;
    }
}
