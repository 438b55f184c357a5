package io.millrace.pipeline.sample;

/** A point in which what was found is not what was expected. */
public record Difference(String what, String expected, String found) {}
