package io.millrace.pipeline.plan;

import io.millrace.contract.Dedupe;

/** A step of the plan. Sealed: every runner translates each of them, in one class a step. */
public sealed interface Step {

    /** The step's short name, part of its uid; never changed once a savepoint may hold it. */
    String label();

    /** Records come in with their position. */
    record Read() implements Step {
        @Override
        public String label() {
            return "source";
        }
    }

    /** Every record goes to the raw zone as it came. */
    record KeepRaw() implements Step {
        @Override
        public String label() {
            return "raw";
        }
    }

    /** Parse, standardize, validate, check rules, mask: one outcome a record. */
    record Judge() implements Step {
        @Override
        public String label() {
            return "judge";
        }
    }

    /** One record a key is clean; the others go to the error zone as duplicates. */
    record Deduplicate(Dedupe dedupe) implements Step {
        @Override
        public String label() {
            return "dedupe";
        }
    }

    /** Clean rows go to the clean zone. */
    record KeepClean() implements Step {
        @Override
        public String label() {
            return "clean";
        }
    }

    /** Rejected records and duplicates go to the error zone with their reasons. */
    record KeepErrors() implements Step {
        @Override
        public String label() {
            return "error";
        }
    }
}
