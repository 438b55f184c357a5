package io.millrace.pipeline.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A fixed set of texts, found by their UTF-8 bytes without allocation. The set comes from a contract, never from a
 * record, so nobody can crowd its slots.
 */
public final class TextTable {

    private final byte[][] texts;
    private final int[] slots;
    private final int mask;

    public TextTable(List<String> texts) {
        this.texts = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.slots = new int[Integer.highestOneBit(Math.max(1, texts.size())) * 4];
        this.mask = slots.length - 1;
        Arrays.fill(slots, -1);
        for (int index = 0; index < this.texts.length; index++) {
            slots[freeSlot(this.texts[index])] = index;
        }
    }

    /** The bytes of a text, shared: not to be changed. */
    public byte[] bytes(int index) {
        return texts[index];
    }

    /** Index of the text that these bytes spell, or -1. */
    public int find(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & mask;
        while (slots[slot] >= 0) {
            if (texts[slots[slot]].length == to - from && Bytes.standsAt(texts[slots[slot]], bytes, from, to)) {
                return slots[slot];
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private int freeSlot(byte[] text) {
        int slot = hash(text, 0, text.length) & mask;
        while (slots[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Length, both ends and the middle tell the names of a contract apart; the rest of them need not be read. */
    private static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return 0;
        }
        int hash = length * 31 + bytes[from];
        hash = hash * 31 + bytes[to - 1];
        hash = hash * 31 + bytes[from + length / 2];
        hash = hash * 31 + bytes[from + length / 4];
        return hash ^ (hash >>> 7);
    }
}
