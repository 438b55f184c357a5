package io.millrace.contract;

/**
 * A masked field leaves as {@code <field>_token} (keyed hash, in {@code domain}) and {@code <field>_masked} (its last
 * {@code showLast} code points).
 */
public record Mask(String domain, int showLast) {}
