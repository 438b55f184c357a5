package io.millrace.contract.shape;

import io.millrace.contract.read.Node;

/** A value and where it stands in the file. */
public record Located<T>(T value, Node node) {}
