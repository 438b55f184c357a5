package io.millrace.contract;

/** What happens to members of a record that the contract does not declare. */
public enum UnknownFields {
    KEEP,
    DROP,
    REJECT
}
