package io.millrace.contract.diff;

import java.util.Locale;

/** Every kind of difference between two contracts of a dataset: what it means, why, and what to do instead. */
public enum ChangeKind {
    DATASET_RENAMED(
            Verdict.BREAKING,
            "operators and zones bear the dataset's name: no state would be found",
            "keep the name; or start the new name as a dataset of its own, from the first record, in a lake of its own"),
    VERSION_NOT_RAISED(
            Verdict.BREAKING,
            "rows name the version that judged them, and two contracts would share one",
            "raise version:"),
    VERSION_LOWERED(
            Verdict.NOTICE,
            "rows name the earlier version again",
            "meant when a release is rolled back; else raise version:"),
    KEY_CHANGED(
            Verdict.BREAKING,
            "keys are remembered by a hash of their fields: none of those known would be known again, so repeats pass",
            "wait until no repeat can come any more; or reprocess the days since, which knows all records of a key"),
    KEY_FIELD_CHANGED(
            Verdict.BREAKING,
            "the type, standardizing or mask of a key field is part of the hash: keys known would not be known again",
            "as for a changed key; or leave the field and add another beside it"),
    KEEP_CHANGED(
            Verdict.BREAKING,
            "what is remembered of a key under first has no order, and under last means another record",
            "reprocess the days in the zones with the new contract, and start the stream from there with a new state"),
    ORDER_BY_CHANGED(
            Verdict.BREAKING,
            "versions of a key are remembered by the old field and would be compared with the new one",
            "reprocess the days in the zones with the new contract, and start the stream from there with a new state"),
    WITHIN_SHORTENED(
            Verdict.NOTICE,
            "keys are forgotten earlier; a repeat after that passes",
            "the warehouse still merges by key"),
    WITHIN_LENGTHENED(
            Verdict.NOTICE,
            "keys that are forgotten already stay forgotten",
            "full only after the longer time has passed"),
    EVENT_TIME_CHANGED(
            Verdict.BREAKING,
            "rows of one day would lie in folders of another, from some moment on",
            "give it to a new dataset; or reprocess every day with the new contract"),
    PARTITION_ZONE_CHANGED(
            Verdict.BREAKING,
            "the days of the folders would begin at another hour, from some moment on",
            "give it to a new dataset; or reprocess every day with the new contract"),
    FIELD_REMOVED(
            Verdict.BREAKING,
            "readers lose the column",
            "make it optional, and remove it when nobody reads it any more"),
    FIELD_ADDED_OPTIONAL(Verdict.SAFE, "older rows have no value there", ""),
    FIELD_ADDED_REQUIRED(
            Verdict.BREAKING,
            "producers that keep to the old contract are rejected (MISSING)",
            "add it as optional; require it when every producer sends it"),
    FIELD_MADE_REQUIRED(
            Verdict.BREAKING,
            "records without it were valid and are rejected (MISSING)",
            "let a rule with has(…) find the records without it; require it when none is found any more"),
    FIELD_MADE_OPTIONAL(Verdict.NOTICE, "readers meet rows without a value", "tell the readers"),
    FIELD_TYPE_CHANGED(
            Verdict.BREAKING,
            "the column would have two types in one zone, and rows would be read wrongly or not at all",
            "add a field of the new type beside it; move the readers; then make the old one optional"),
    FIELDS_REORDERED(
            Verdict.NOTICE,
            "columns are found by name; a repeat of a record from before counts as one with other content",
            "leave the order"),
    FIELD_ZONE_CHANGED(
            Verdict.NOTICE,
            "local times mean another instant from now on",
            "reprocess the days that were read wrongly"),
    COERCION_ALLOWED(Verdict.SAFE, "more spellings are taken", ""),
    COERCION_FORBIDDEN(Verdict.NOTICE, "spellings that were taken are rejected", "look at the error zone after it"),
    STANDARDIZE_CHANGED(
            Verdict.NOTICE, "values look another way from now on", "reprocess the days that should look alike"),
    ENUM_LONGER(Verdict.NOTICE, "readers meet values that they do not know", "tell the readers"),
    ENUM_SHORTER(Verdict.NOTICE, "values that were valid are rejected", "look at the error zone after it"),
    LIMITS_WIDER(Verdict.NOTICE, "readers meet values outside the old limits", "tell the readers"),
    LIMITS_TIGHTER(Verdict.NOTICE, "values that were valid are rejected", "look at the error zone after it"),
    PATTERN_CHANGED(Verdict.NOTICE, "other texts are valid from now on", "look at the error zone after it"),
    MASK_ADDED(
            Verdict.BREAKING,
            "the column goes, a token and a masked column come; what stands in the zones stays in clear",
            "add a masked field beside it, move the readers, remove the old one; reprocess what must not stay in clear"),
    MASK_REMOVED(
            Verdict.BREAKING,
            "the value would stand in clear where it was masked, and readers lose the token",
            "leave the mask"),
    MASK_DOMAIN_CHANGED(
            Verdict.BREAKING,
            "equal values get other tokens: joins over the change find nothing",
            "leave the domain; or reprocess every day with the new contract"),
    MASK_SHOWS_MORE(Verdict.NOTICE, "more characters stand in clear from now on", "ask who answers for the data"),
    MASK_SHOWS_LESS(Verdict.SAFE, "fewer characters stand in clear from now on", ""),
    RULE_ADDED(Verdict.NOTICE, "records that were valid may be rejected", "look at the error zone after it"),
    RULE_CHANGED(Verdict.NOTICE, "other records are valid from now on", "look at the error zone after it"),
    RULE_REMOVED(Verdict.NOTICE, "readers meet rows that the rule kept out", "tell the readers"),
    UNKNOWN_KEPT(Verdict.SAFE, "readers get the column _extra", ""),
    UNKNOWN_DROPPED(
            Verdict.BREAKING,
            "readers lose the column _extra",
            "declare the fields that are read, then change it in the version after"),
    UNKNOWN_REJECTED(Verdict.NOTICE, "records with unknown members are rejected", "look at the error zone after it"),
    MAX_BYTES_RAISED(Verdict.SAFE, "longer payloads are taken", ""),
    MAX_BYTES_LOWERED(
            Verdict.NOTICE, "payloads that were taken are rejected (TOO_LARGE)", "look at the error zone after it"),
    WORDS_CHANGED(Verdict.SAFE, "owner, description and slo are for people", "");

    private final Verdict verdict;
    private final String why;
    private final String wayOut;

    ChangeKind(Verdict verdict, String why, String wayOut) {
        this.verdict = verdict;
        this.why = why;
        this.wayOut = wayOut;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** What it does, in words. */
    public String why() {
        return why;
    }

    /** What to do; empty where nothing is to be done. */
    public String wayOut() {
        return wayOut;
    }

    /** As people and JSON name it: {@code field-removed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
