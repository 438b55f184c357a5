package io.millrace.contract.format;

import static io.millrace.contract.shape.Key.optional;
import static io.millrace.contract.shape.Key.required;
import static io.millrace.contract.shape.Values.choice;
import static io.millrace.contract.shape.Values.code;
import static io.millrace.contract.shape.Values.flag;
import static io.millrace.contract.shape.Values.integer;
import static io.millrace.contract.shape.Values.listOf;
import static io.millrace.contract.shape.Values.scalar;
import static io.millrace.contract.shape.Values.text;

import io.millrace.contract.Dedupe.Keep;
import io.millrace.contract.Format;
import io.millrace.contract.Standardizer;
import io.millrace.contract.Type;
import io.millrace.contract.Type.EpochUnit;
import io.millrace.contract.UnknownFields;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.shape.JsonObject;
import io.millrace.contract.shape.Key;
import io.millrace.contract.shape.Located;
import io.millrace.contract.shape.Section;
import io.millrace.contract.shape.Table;
import io.millrace.contract.shape.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Every key of a contract file. The compiler, the JSON Schema and the suggestions all read these tables. */
public final class ContractFormat {

    /** What names of datasets, fields and rules look like. */
    public static final String NAME_PATTERN = "[a-z][a-z0-9_]{0,62}";

    /** The format that this build reads. */
    public static final int VERSION = 1;

    private static final int LONGEST_TEXT = 1 << 20;

    public static final Key<Format> FORMAT = optional(
            "format", Formats.FORMAT, "json", "How a record is written. So far json: one JSON object a record.");
    public static final Key<Long> MAX_BYTES = optional(
            "max_bytes",
            Sizes.UP_TO_64_MIB,
            "1 MiB",
            "The most bytes that one payload may have; a longer one is TOO_LARGE.");
    public static final Table SOURCE = Table.of("source", FORMAT, MAX_BYTES);

    public static final Key<Keep> KEEP = optional(
            "keep",
            choice(Words.of(Keep.values())),
            "first",
            "Which record of a key is clean: the first, or each that is newer than all before it (last).");
    public static final Key<Duration> WITHIN = optional(
            "within", Durations.LONG, "7 d", "How long a stream remembers a key. A load knows the whole history.");
    public static final Key<Scalar> ORDER_BY =
            optional("order_by", name(), "With keep: last, the field that says which record of a key is newer.");
    public static final Table DEDUPE = Table.of("dedupe", KEEP, WITHIN, ORDER_BY);

    public static final Key<String> PARTITION_BY =
            optional("by", choice(Words.only("event_time")), "event_time", "What the clean zone is partitioned by.");
    public static final Key<ZoneId> PARTITION_ZONE =
            optional("zone", Zones.ZONE, "UTC", "The time zone whose days the partitions are.");
    public static final Table PARTITION = Table.of("partition", PARTITION_BY, PARTITION_ZONE);

    public static final Key<String> TOKEN = required(
            "token", choice(Words.only("hmac")), "How the token is made: a keyed hash, so that equal values meet.");
    public static final Key<Integer> SHOW_LAST = optional(
            "show_last", integer(0, 32), "4", "How many characters at the end stay readable in the masked column.");
    public static final Key<Scalar> DOMAIN = optional(
            "domain",
            name(),
            "What the value is, when that is not the field's name. Tokens of one domain join across datasets.");
    public static final Table MASK = Table.of("mask", TOKEN, SHOW_LAST, DOMAIN);

    public static final Key<Scalar> FIELD_NAME =
            required("name", name(), "The name of the member in the record and of the column: a-z, digits and _.");
    public static final Key<Type> TYPE = required(
            "type", TypeValue.TYPE, "int, bigint, decimal(p,s), double, boolean, string, date, timestamp or json.");
    public static final Key<Boolean> REQUIRED =
            optional("required", flag(), "false", "Whether a record without it is rejected (MISSING).");
    public static final Key<Boolean> COERCE = optional(
            "coerce",
            flag(),
            "false",
            "Whether a JSON string may spell a number or boolean, and a number or boolean a string.");
    public static final Key<List<Located<Standardizer>>> STANDARDIZE = optional(
            "standardize",
            listOf(choice(Words.of(Standardizer.values()))),
            "Rewrites the text before anything is checked, in this order.");
    public static final Key<Scalar> MIN = optional("min", scalar(), "The least value, included.");
    public static final Key<Scalar> MAX = optional("max", scalar(), "The greatest value, included.");
    public static final Key<Integer> MIN_LENGTH =
            optional("min_length", integer(0, LONGEST_TEXT), "The fewest characters (code points) of a text.");
    public static final Key<Integer> MAX_LENGTH =
            optional("max_length", integer(0, LONGEST_TEXT), "The most characters (code points) of a text.");
    public static final Key<Scalar> PATTERN =
            optional("pattern", code("a regular expression"), "What the whole text must match, in RE2 syntax.");
    public static final Key<List<Located<Scalar>>> ENUM =
            optional("enum", listOf(scalar()), "The texts that are allowed, exactly as listed.");
    public static final Key<ZoneId> FIELD_ZONE =
            optional("zone", Zones.ZONE, "UTC", "Of a timestamp: where it was when it names no offset.");
    public static final Key<EpochUnit> UNIT =
            optional("unit", choice(TypeValue.UNITS), "Of a timestamp that is an integer: what it counts since 1970.");
    public static final Key<Section> FIELD_MASK =
            optional("mask", MASK, "Replaces the column by <name>_token and <name>_masked.");
    public static final Key<String> FIELD_DESCRIPTION =
            optional("description", text(), "What the field is, for people.");
    public static final Table FIELD = Table.of(
            "a field",
            FIELD_NAME,
            FIELD_DESCRIPTION,
            TYPE,
            REQUIRED,
            COERCE,
            FIELD_ZONE,
            UNIT,
            STANDARDIZE,
            MIN,
            MAX,
            MIN_LENGTH,
            MAX_LENGTH,
            PATTERN,
            ENUM,
            FIELD_MASK);

    public static final Key<Scalar> RULE_NAME =
            required("name", name(), "The name that a rejected record carries: a-z, digits and _.");
    public static final Key<Scalar> WHEN = optional(
            "when", code("a rule in CEL"), "true", "Where the rule applies, in CEL; everywhere when left out.");
    public static final Key<Scalar> ASSERT = required("assert", code("a rule in CEL"), "What must hold there, in CEL.");
    public static final Table RULE = Table.of("a rule", RULE_NAME, WHEN, ASSERT);

    public static final Key<Duration> FRESHNESS =
            optional("freshness", Durations.LONG, "How old the newest clean record may be.");
    public static final Key<BigDecimal> MAX_REJECT_RATE =
            optional("max_reject_rate", Exact.SHARE, "The share of records that may be rejected, from 0 to 1.");
    public static final Table SLO = Table.of("slo", FRESHNESS, MAX_REJECT_RATE);

    public static final Key<Integer> CONTRACT =
            required("contract", integer(VERSION, VERSION), "The format of this file: " + VERSION + ".");
    public static final Key<Scalar> DATASET =
            required("dataset", name(), "The name of the dataset, and of its folder in every zone: a-z, digits and _.");
    public static final Key<Integer> CONTRACT_VERSION = required(
            "version",
            integer(1, 999_999),
            "The version of this contract; every clean row names the one that judged it.");
    public static final Key<String> OWNER = optional("owner", text(), "Who answers for the dataset.");
    public static final Key<String> DESCRIPTION = optional("description", text(), "What the dataset is, for people.");
    public static final Key<Section> SOURCE_KEY = optional("source", SOURCE, "How records come in.");
    public static final Key<List<Located<Scalar>>> KEY =
            required("key", listOf(name()), "The fields that together say which record is which. All are required.");
    public static final Key<Section> DEDUPE_KEY =
            optional("dedupe", DEDUPE, "Which record of a key is the clean one, and how long a key is remembered.");
    public static final Key<Scalar> EVENT_TIME =
            required("event_time", name(), "The timestamp field that says when it happened. It is required.");
    public static final Key<Section> PARTITION_KEY =
            optional("partition", PARTITION, "The days (dt=YYYY-MM-DD) into which clean records go.");
    public static final Key<UnknownFields> UNKNOWN_FIELDS = optional(
            "unknown_fields",
            choice(Words.of(UnknownFields.values())),
            "keep",
            "What happens to members that no field declares: keep (column _extra), drop or reject.");
    public static final Key<List<Located<Section>>> FIELDS =
            required("fields", listOf(FIELD), "The fields of a record, in the order of the columns.");
    public static final Key<List<Located<Section>>> RULES =
            optional("rules", listOf(RULE), "Checks over a whole record that passed its fields' checks.");
    public static final Key<Section> SLO_KEY = optional("slo", SLO, "What the owner promises; watched, not enforced.");
    public static final Table ROOT = Table.of(
            "a contract",
            CONTRACT,
            DATASET,
            CONTRACT_VERSION,
            OWNER,
            DESCRIPTION,
            SOURCE_KEY,
            KEY,
            DEDUPE_KEY,
            EVENT_TIME,
            PARTITION_KEY,
            UNKNOWN_FIELDS,
            FIELDS,
            RULES,
            SLO_KEY);

    private ContractFormat() {}

    /** A name, read leniently: what is wrong with one is said once all are known. */
    private static Value<Scalar> name() {
        return scalar(new JsonObject().with("type", "string").with("pattern", "^" + NAME_PATTERN + "$"));
    }

    /** The JSON Schema of a contract file, for editors. */
    public static String jsonSchema() {
        return new JsonObject()
                        .with("$schema", "https://json-schema.org/draft/2020-12/schema")
                        .with("title", "Millrace contract, format " + VERSION)
                        .withAll(ROOT.schema())
                        .pretty()
                + "\n";
    }
}
