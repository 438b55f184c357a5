package io.millrace.pipeline.sample;

import io.millrace.contract.read.Place;

/** A record written down beside its contract, and what must become of it. The payload is null for a tombstone. */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
public record Sample(Place place, String name, byte[] payload, Expectation expected) {}
