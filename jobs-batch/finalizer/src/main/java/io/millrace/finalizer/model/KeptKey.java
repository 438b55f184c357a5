package io.millrace.finalizer.model;

/**
 * A natural key that does not have the number its formula gives, because another has it. Which of the two came first is
 * not in the zones, so this must be kept beside them: without it a rebuild may tell the two apart the other way round.
 */
public record KeptKey(String dimension, String natural, int surrogate) {}
