package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.pipeline.mask.KeyedHash;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.RowKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * Identity of business keys. Each key value is written with its kind and length, so that different keys never have the
 * same bytes, and equal numbers of any numeric type always do; the bytes are hashed, under the masking key when one of
 * the fields is masked. For one thread.
 */
final class Keys {

    /** Part of what is hashed: changes when the encoding does, since stored state depends on it. */
    private static final byte VERSION = 1;

    /** A first byte that no token's domain begins with keeps hashes of keys and tokens apart. */
    private static final byte NO_DOMAIN = 0;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int[] columns;
    private final Type[] types;
    private final MessageDigest digest;
    private final KeyedHash keyedHash;
    private final byte[] hash = new byte[KeyedHash.BYTES];
    private byte[] encoded = new byte[128];
    private int length;

    /** {@code fields} are the columns of the rows that will come; {@code maskKey} may be null when no key is masked. */
    Keys(List<String> key, List<Field> fields, MaskKey maskKey) {
        List<String> names = fields.stream().map(Field::name).toList();
        columns = key.stream().mapToInt(names::indexOf).toArray();
        types = Arrays.stream(columns)
                .mapToObj(column -> fields.get(column).type())
                .toArray(Type[]::new);
        boolean masked = Arrays.stream(columns)
                .anyMatch(column -> fields.get(column).mask().isPresent());
        keyedHash = masked ? new KeyedHash(maskKey) : null;
        digest = masked ? null : sha256();
    }

    RowKey of(Row fields) {
        length = 0;
        encoded[length++] = NO_DOMAIN;
        encoded[length++] = VERSION;
        for (int index = 0; index < columns.length; index++) {
            encode(types[index], fields, columns[index]);
        }
        hash();
        return new RowKey((long) LONGS.get(hash, 0), (long) LONGS.get(hash, 8), (long) LONGS.get(hash, 16), (long)
                LONGS.get(hash, 24));
    }

    private void encode(Type type, Row fields, int column) {
        if (type instanceof Type.Text) {
            bytes('t', fields.bytesAt(column));
        } else if (type instanceof Decimal decimal) {
            decimal(new BigDecimal(CanonicalRow.unscaled(fields, column), decimal.scale()));
        } else if (type instanceof Type.Int || type instanceof Type.Bigint) {
            integer(fields.longAt(column));
        } else if (type instanceof Type.Date) {
            whole('d', fields.longAt(column));
        } else if (type instanceof Type.Timestamp) {
            whole('i', fields.longAt(column));
        } else {
            whole('b', fields.longAt(column));
        }
    }

    /** As {@link #decimal} would write it: the fewest bytes that keep the sign, and a scale of zero. */
    private void integer(long value) {
        need(Long.BYTES);
        int size = Long.BYTES - (Long.numberOfLeadingZeros(value ^ (value >> 63)) - 1) / Byte.SIZE;
        encoded[length++] = 'n';
        size(size);
        for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            encoded[length++] = (byte) (value >> shift);
        }
        encoded[length++] = 0;
    }

    /** As an integer and its scale, without trailing zeros, so that 5.00 is the key 5. */
    private void decimal(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        BigDecimal whole = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        bytes('n', whole.unscaledValue().toByteArray());
        encoded[length++] = (byte) whole.scale();
    }

    private void whole(char kind, long value) {
        need(Long.BYTES);
        encoded[length++] = (byte) kind;
        LONGS.set(encoded, length, value);
        length += Long.BYTES;
    }

    private void bytes(char kind, byte[] value) {
        need(value.length);
        encoded[length++] = (byte) kind;
        size(value.length);
        System.arraycopy(value, 0, encoded, length, value.length);
        length += value.length;
    }

    private void size(int size) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            encoded[length++] = (byte) (size >> shift);
        }
    }

    /** Room for a value with its kind, length and scale. */
    private void need(int size) {
        int wanted = length + size + 8;
        if (wanted > encoded.length) {
            encoded = Arrays.copyOf(encoded, 2 * wanted);
        }
    }

    private void hash() {
        if (keyedHash != null) {
            keyedHash.of(encoded, length, hash);
            return;
        }
        try {
            digest.update(encoded, 0, length);
            digest.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has " + hash.length + " bytes", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
