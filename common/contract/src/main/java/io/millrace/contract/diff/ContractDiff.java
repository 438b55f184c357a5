package io.millrace.contract.diff;

import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.contract.UnknownFields;
import io.millrace.contract.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares two contracts of a dataset: what changes, in the order of the file. */
public final class ContractDiff {

    private final Contract before;
    private final Contract after;
    private final List<Change> changes = new ArrayList<>();

    private ContractDiff(Contract before, Contract after) {
        this.before = before;
        this.after = after;
    }

    public static List<Change> between(Contract before, Contract after) {
        ContractDiff diff = new ContractDiff(before, after);
        diff.heads();
        diff.fields();
        diff.rules();
        diff.version();
        return List.copyOf(diff.changes);
    }

    private void heads() {
        if (!before.dataset().equals(after.dataset())) {
            add(ChangeKind.DATASET_RENAMED, "dataset " + before.dataset() + " becomes " + after.dataset());
        }
        if (!before.key().equals(after.key())) {
            add(ChangeKind.KEY_CHANGED, "key " + before.key() + " becomes " + after.key());
        }
        dedupe();
        if (!before.eventTime().equals(after.eventTime())) {
            add(ChangeKind.EVENT_TIME_CHANGED, "event_time " + before.eventTime() + " becomes " + after.eventTime());
        }
        if (!before.partition()
                .zone()
                .normalized()
                .equals(after.partition().zone().normalized())) {
            add(
                    ChangeKind.PARTITION_ZONE_CHANGED,
                    "the zone of the days " + before.partition().zone() + " becomes "
                            + after.partition().zone());
        }
        unknownFields();
        source();
        if (!before.owner().equals(after.owner())
                || !before.description().equals(after.description())
                || !before.slo().equals(after.slo())) {
            add(ChangeKind.WORDS_CHANGED, "owner, description or slo");
        }
    }

    private void dedupe() {
        if (before.dedupe().keep() != after.dedupe().keep()) {
            add(
                    ChangeKind.KEEP_CHANGED,
                    "keep " + before.dedupe().keep() + " becomes "
                            + after.dedupe().keep());
        } else if (!before.dedupe().orderBy().equals(after.dedupe().orderBy())) {
            add(
                    ChangeKind.ORDER_BY_CHANGED,
                    "order_by " + before.dedupe().orderBy().orElse("none") + " becomes "
                            + after.dedupe().orderBy().orElse("none"));
        }
        int within = after.dedupe().within().compareTo(before.dedupe().within());
        if (within != 0) {
            add(
                    within < 0 ? ChangeKind.WITHIN_SHORTENED : ChangeKind.WITHIN_LENGTHENED,
                    "within " + before.dedupe().within() + " becomes "
                            + after.dedupe().within());
        }
    }

    private void unknownFields() {
        UnknownFields now = after.unknownFields();
        if (before.unknownFields() != now) {
            ChangeKind kind = switch (now) {
                case KEEP -> ChangeKind.UNKNOWN_KEPT;
                case DROP ->
                    before.unknownFields() == UnknownFields.KEEP
                            ? ChangeKind.UNKNOWN_DROPPED
                            : ChangeKind.WORDS_CHANGED;
                case REJECT -> ChangeKind.UNKNOWN_REJECTED;
            };
            add(kind, "unknown_fields " + before.unknownFields() + " becomes " + now);
        }
    }

    private void source() {
        int bytes = Long.compare(after.source().maxBytes(), before.source().maxBytes());
        if (bytes != 0) {
            add(
                    bytes < 0 ? ChangeKind.MAX_BYTES_LOWERED : ChangeKind.MAX_BYTES_RAISED,
                    "max_bytes " + before.source().maxBytes() + " becomes "
                            + after.source().maxBytes());
        }
    }

    private void fields() {
        Map<String, Field> were = byName(before.fields(), Field::name);
        Map<String, Field> are = byName(after.fields(), Field::name);
        for (Field was : before.fields()) {
            if (are.containsKey(was.name())) {
                Field is = are.get(was.name());
                changes.addAll(new FieldDiff(was, is, isIdentity(was.name())).changes());
            } else {
                add(ChangeKind.FIELD_REMOVED, "field " + was.name() + " is gone");
            }
        }
        for (Field is : after.fields()) {
            if (!were.containsKey(is.name())) {
                add(
                        is.required() ? ChangeKind.FIELD_ADDED_REQUIRED : ChangeKind.FIELD_ADDED_OPTIONAL,
                        "field " + is.name() + " is new");
            }
        }
        List<String> order = names(before, are);
        List<String> newOrder = names(after, were);
        if (!order.equals(newOrder)) {
            add(ChangeKind.FIELDS_REORDERED, "fields stand in another order");
        }
    }

    /** Whether values of the field tell one record from another, or which of two is the newer. */
    private boolean isIdentity(String field) {
        return before.key().contains(field)
                || before.dedupe().orderBy().filter(field::equals).isPresent();
    }

    private static List<String> names(Contract contract, Map<String, Field> others) {
        return contract.fields().stream()
                .map(Field::name)
                .filter(others::containsKey)
                .toList();
    }

    private void rules() {
        Map<String, Rule> were = byName(before.rules(), Rule::name);
        Map<String, Rule> are = byName(after.rules(), Rule::name);
        for (Rule was : before.rules()) {
            Rule is = are.get(was.name());
            if (is == null) {
                add(ChangeKind.RULE_REMOVED, "rule " + was.name() + " is gone");
            } else if (!Objects.equals(was.when(), is.when()) || !was.check().equals(is.check())) {
                add(ChangeKind.RULE_CHANGED, "rule " + was.name() + " is another one");
            }
        }
        for (Rule is : after.rules()) {
            if (!were.containsKey(is.name())) {
                add(ChangeKind.RULE_ADDED, "rule " + is.name() + " is new");
            }
        }
    }

    /** Last, for it depends on whether anything else is different. */
    private void version() {
        boolean other = changes.stream().anyMatch(change -> change.kind() != ChangeKind.WORDS_CHANGED);
        if (after.version() < before.version()) {
            add(ChangeKind.VERSION_LOWERED, "version " + before.version() + " becomes " + after.version());
        } else if (after.version() == before.version() && other) {
            add(ChangeKind.VERSION_NOT_RAISED, "version is " + after.version() + " before and after");
        }
    }

    private static <T> Map<String, T> byName(List<T> items, Function<T, String> name) {
        return items.stream().collect(Collectors.toMap(name, Function.identity()));
    }

    private void add(ChangeKind kind, String what) {
        changes.add(new Change(kind, what));
    }
}
