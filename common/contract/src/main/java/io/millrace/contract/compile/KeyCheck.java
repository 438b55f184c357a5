package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.DEDUPE_KEY;
import static io.millrace.contract.format.ContractFormat.EVENT_TIME;
import static io.millrace.contract.format.ContractFormat.KEEP;
import static io.millrace.contract.format.ContractFormat.KEY;
import static io.millrace.contract.format.ContractFormat.ORDER_BY;
import static io.millrace.contract.format.ContractFormat.PARTITION_KEY;
import static io.millrace.contract.format.ContractFormat.PARTITION_ZONE;
import static io.millrace.contract.format.ContractFormat.WITHIN;

import io.millrace.contract.Dedupe;
import io.millrace.contract.Dedupe.Keep;
import io.millrace.contract.Field;
import io.millrace.contract.Partition;
import io.millrace.contract.Type;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.Located;
import io.millrace.contract.shape.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The fields that say which record is which, when it happened, and which of two is newer: required, of a fit type. */
final class KeyCheck {

    private final Problems problems;
    private final DeclaredFields fields;

    KeyCheck(Problems problems, DeclaredFields fields) {
        this.problems = problems;
        this.fields = fields;
    }

    List<String> key(Section contract) {
        List<Located<Scalar>> listed = contract.find(KEY).orElse(List.of());
        contract.locate(KEY)
                .filter(key -> key.value().isEmpty())
                .ifPresent(key -> problems.error(
                        key.node(), "an empty key cannot tell records apart", "list the fields that can"));
        List<String> names = new ArrayList<>();
        for (Located<Scalar> item : listed) {
            if (names.contains(item.value().text())) {
                problems.error(item.node(), item.value().text() + " is listed twice", "keep one of them");
            } else {
                names.add(item.value().text());
                use(item.value(), "a key field", "be double or json", KeyCheck::identifies);
            }
        }
        return List.copyOf(names);
    }

    Dedupe dedupe(Section contract, List<String> key) {
        Section dedupe = contract.find(DEDUPE_KEY).orElseGet(Section::leftOut);
        Keep keep = dedupe.orDefault(KEEP);
        Optional<Scalar> orderBy = dedupe.find(ORDER_BY);
        if (keep == Keep.LAST && orderBy.isEmpty()) {
            problems.error(
                    dedupe.node(),
                    "keep: last needs order_by: the field that says which record is newer",
                    "order_by: a required integer, decimal, date or timestamp");
        }
        orderBy.ifPresent(field -> orderBy(field, keep, key));
        return new Dedupe(keep, orderBy.map(Scalar::text), dedupe.orDefault(WITHIN));
    }

    private void orderBy(Scalar field, Keep keep, List<String> key) {
        if (keep == Keep.FIRST) {
            problems.error(field, "order_by is for keep: last; the first record is clean by its offset", "remove it");
        } else if (key.contains(field.text())) {
            problems.error(field, "is part of the key, so that two records of a key never differ in it");
        } else {
            use(field, "order_by", "be anything but an integer, decimal, date or timestamp", KeyCheck::orders);
        }
    }

    /** The event-time field; the days of the clean zone are cut by it. */
    Optional<String> eventTime(Section contract) {
        Optional<Scalar> name = contract.find(EVENT_TIME);
        name.ifPresent(scalar -> {
            Optional<Field> field =
                    use(scalar, "event_time", "be anything but a timestamp", type -> type instanceof Type.Timestamp);
            if (field.flatMap(Field::mask).isPresent()) {
                problems.error(scalar, "is masked, and the partition would show its day", "remove the mask");
            }
        });
        return name.map(Scalar::text);
    }

    Partition partition(Section contract) {
        return new Partition(
                contract.find(PARTITION_KEY).orElseGet(Section::leftOut).orDefault(PARTITION_ZONE));
    }

    /** The field of that name, with problems when it is optional or of an unfit type. */
    private Optional<Field> use(Scalar name, String what, String mustNot, Predicate<Type> fits) {
        Optional<Field> field = fields.named(name, problems).flatMap(DeclaredField::field);
        field.filter(found -> !found.required())
                .ifPresent(found -> problems.error(
                        name,
                        what + " must be required, and " + name.text() + " is optional",
                        "add required: true to the field"));
        field.filter(found -> !fits.test(found.type()))
                .ifPresent(found -> problems.error(
                        name,
                        what + " must not " + mustNot + ", and " + name.text() + " is "
                                + found.type().declaration()));
        return field;
    }

    private static boolean identifies(Type type) {
        return !(type instanceof Type.Real || type instanceof Type.Json);
    }

    private static boolean orders(Type type) {
        return type instanceof Type.Int
                || type instanceof Type.Bigint
                || type instanceof Type.Decimal
                || type instanceof Type.Date
                || type instanceof Type.Timestamp;
    }
}
