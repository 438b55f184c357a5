package io.millrace.duckdb.sql;

import io.millrace.pipeline.mask.MaskKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Gives a session the key under which {@link MaskSql} makes tokens, without writing it into a statement's text. */
public final class MaskVariables {

    private static final int BLOCK = 64;
    private static final byte INNER_PADDING = 0x36;
    private static final byte OUTER_PADDING = 0x5c;

    private MaskVariables() {}

    /** Sets the variables; the active key comes first. Nothing is set when there is no key. */
    public static void set(Connection session, List<MaskKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        byte[] block = block(keys.get(0).secret());
        set(session, MaskSql.INNER, "unhex(?)", HexFormat.of().formatHex(mixed(block, INNER_PADDING)));
        set(session, MaskSql.OUTER, "unhex(?)", HexFormat.of().formatHex(mixed(block, OUTER_PADDING)));
        set(session, MaskSql.KEY_ID, "?", keys.get(0).id());
    }

    private static void set(Connection session, String name, String expression, String value) throws SQLException {
        try (PreparedStatement statement =
                session.prepareStatement("set variable " + name + " = (select " + expression + ")")) {
            statement.setString(1, value);
            statement.execute();
        }
    }

    /** RFC 2104: a key longer than a block is hashed first, a shorter one filled up with zeros. */
    private static byte[] block(byte[] secret) {
        return Arrays.copyOf(secret.length > BLOCK ? sha256(secret) : secret, BLOCK);
    }

    private static byte[] mixed(byte[] block, byte padding) {
        byte[] mixed = new byte[BLOCK];
        for (int at = 0; at < BLOCK; at++) {
            mixed[at] = (byte) (block[at] ^ padding);
        }
        return mixed;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
