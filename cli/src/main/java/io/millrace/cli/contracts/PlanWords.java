package io.millrace.cli.contracts;

import io.millrace.contract.Contract;
import io.millrace.contract.Dedupe;
import io.millrace.contract.Field;
import io.millrace.contract.Mask;
import io.millrace.contract.UnknownFields;
import io.millrace.pipeline.plan.Step;
import io.millrace.zones.Zone;
import java.time.Duration;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The parts of a plan in words, the same in every form that a plan is shown in. */
final class PlanWords {

    private PlanWords() {}

    static String zonePath(Zone zone, String dataset) {
        return zone.folder() + "/" + dataset + "/dt=YYYY-MM-DD/*" + zone.suffix();
    }

    /** {@code key source_system, transaction_id: the first stays, remembered for 7 d}. */
    static String dedupe(Contract contract) {
        Dedupe dedupe = contract.dedupe();
        String kept = dedupe.keep() == Dedupe.Keep.FIRST
                ? "the first stays"
                : "a greater " + dedupe.orderBy().orElse("") + " replaces";
        return "key " + String.join(", ", contract.key()) + ": " + kept + ", remembered for " + time(dedupe.within());
    }

    static String unknown(UnknownFields unknown) {
        return switch (unknown) {
            case KEEP -> "kept in _extra";
            case DROP -> "dropped";
            case REJECT -> "rejected";
        };
    }

    static List<Field> masked(Contract contract) {
        return contract.fields().stream()
                .filter(field -> field.mask().isPresent())
                .toList();
    }

    /** {@code account_number leaves as account_number_token (HMAC-SHA-256) and account_number_masked (****, last 4)}. */
    static String mask(Field field) {
        Mask mask = field.mask().orElseThrow();
        String domain = mask.domain().equals(field.name()) ? "" : " in the domain " + mask.domain();
        String last = mask.showLast() == 0 ? "****" : "****, last " + mask.showLast();
        return field.name() + " leaves as " + field.name() + "_token (HMAC-SHA-256" + domain + ") and " + field.name()
                + "_masked (" + last + ")";
    }

    static String kind(Step step) {
        if (step instanceof Step.Read) {
            return "read";
        } else if (step instanceof Step.KeepRaw) {
            return "keep raw";
        } else if (step instanceof Step.Judge) {
            return "judge";
        } else if (step instanceof Step.Deduplicate) {
            return "deduplicate";
        } else if (step instanceof Step.KeepClean) {
            return "keep clean";
        }
        return "keep errors";
    }

    /** {@code INT64 TIMESTAMP(MICROS,true)}. */
    static String parquet(PrimitiveType column) {
        String length = column.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                ? "(" + column.getTypeLength() + ")"
                : "";
        LogicalTypeAnnotation logical = column.getLogicalTypeAnnotation();
        return column.getPrimitiveTypeName() + length + (logical == null ? "" : " " + logical);
    }

    static String time(Duration time) {
        if (time.toSeconds() % Duration.ofDays(1).toSeconds() == 0) {
            return time.toDays() + " d";
        }
        return time.toSeconds() % Duration.ofHours(1).toSeconds() == 0
                ? time.toHours() + " h"
                : time.toSeconds() + " s";
    }
}
