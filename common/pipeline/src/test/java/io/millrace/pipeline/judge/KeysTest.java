package io.millrace.pipeline.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Field;
import io.millrace.contract.Limits;
import io.millrace.contract.Mask;
import io.millrace.contract.Type;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.RowKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTest {

    private static final MaskKey MASK_KEY = new MaskKey("k1", "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    @Test
    void a_number_is_the_same_key_in_every_numeric_type() {
        for (long seed = 0; seed < 10_000; seed++) {
            long value = new Random(seed).nextLong() >> new Random(seed).nextInt(64);
            RowKey bigint = key(new Type.Bigint(), row(value));

            assertThat(key(
                            new Type.Decimal(20, 0),
                            row(BigInteger.valueOf(value).toByteArray())))
                    .as("seed %d: %d", seed, value)
                    .isEqualTo(bigint);
            assertThat(key(
                            new Type.Decimal(22, 2),
                            row(BigInteger.valueOf(value)
                                    .multiply(BigInteger.valueOf(100))
                                    .toByteArray())))
                    .as("seed %d: %d.00", seed, value)
                    .isEqualTo(bigint);
        }
    }

    @Test
    void different_texts_are_different_keys_whatever_they_hold() {
        Set<RowKey> keys = new HashSet<>();
        List<String> texts =
                List.of("", "a", "b", "\u0000", "a\u0000", "1", "t", "n", "x".repeat(500), "x".repeat(501));
        for (String one : texts) {
            for (String other : texts) {
                Row row = new Row(2);
                row.set(0, one.getBytes(StandardCharsets.UTF_8));
                row.set(1, other.getBytes(StandardCharsets.UTF_8));
                keys.add(new Keys(
                                List.of("a", "b"),
                                List.of(field("a", new Type.Text()), field("b", new Type.Text())),
                                null)
                        .of(row));
            }
        }

        assertThat(keys).hasSize(texts.size() * texts.size());
    }

    @Test
    void values_of_unlike_kinds_are_unlike_keys() {
        Set<RowKey> keys = new HashSet<>();
        keys.add(key(new Type.Bigint(), row(1)));
        keys.add(key(new Type.Bool(), row(1)));
        keys.add(key(new Type.Date(), row(1)));
        keys.add(key(new Type.Timestamp(ZoneOffset.UTC, Optional.empty()), row(1)));
        keys.add(key(new Type.Text(), row("1".getBytes(StandardCharsets.UTF_8))));

        assertThat(keys).hasSize(5);
    }

    @Test
    void a_masked_key_depends_on_the_masking_key() {
        Row row = row("secret".getBytes(StandardCharsets.UTF_8));
        List<Field> masked = List.of(field("a", new Type.Text(), Optional.of(new Mask("a", 4))));
        MaskKey other = new MaskKey("k1", "fedcba9876543210".getBytes(StandardCharsets.US_ASCII));

        RowKey key = new Keys(List.of("a"), masked, MASK_KEY).of(row);

        assertThat(key).isEqualTo(new Keys(List.of("a"), masked, MASK_KEY).of(row));
        assertThat(key).isNotEqualTo(new Keys(List.of("a"), masked, other).of(row));
        assertThat(key).isNotEqualTo(key(new Type.Text(), row));
    }

    /** Stored state depends on it: when this fails, the version in the encoding must change. */
    @Test
    void the_encoding_is_the_one_that_stored_state_knows() {
        assertThat(key(new Type.Bigint(), row(17)))
                .isEqualTo(new RowKey(
                        8743151625005656872L, 3474712687814967481L, -187293498365539963L, -8111801401559890757L));
    }

    private static RowKey key(Type type, Row row) {
        return new Keys(List.of("a"), List.of(field("a", type)), null).of(row);
    }

    private static Row row(long value) {
        Row row = new Row(1);
        row.set(0, value);
        return row;
    }

    private static Row row(byte[] value) {
        Row row = new Row(1);
        row.set(0, value);
        return row;
    }

    private static Field field(String name, Type type) {
        return field(name, type, Optional.empty());
    }

    private static Field field(String name, Type type, Optional<Mask> mask) {
        return new Field(
                name,
                type,
                Field.Presence.REQUIRED,
                Field.Coercion.STRICT,
                List.of(),
                Limits.NONE,
                mask,
                Optional.empty());
    }
}
