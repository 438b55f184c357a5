package io.millrace.testkit.generate;

import static io.millrace.testkit.generate.BadKind.BAD_TEXT;
import static io.millrace.testkit.generate.BadKind.LENGTH;
import static io.millrace.testkit.generate.BadKind.MISSING;
import static io.millrace.testkit.generate.BadKind.NOT_IN_ENUM;
import static io.millrace.testkit.generate.BadKind.OUT_OF_RANGE;
import static io.millrace.testkit.generate.BadKind.PATTERN;
import static io.millrace.testkit.generate.BadKind.PRECISION;
import static io.millrace.testkit.generate.BadKind.WRONG_TYPE;
import static io.millrace.testkit.generate.Member.LEFT_OUT;

import java.util.List;

/** Card and account transactions, as {@code contracts/transactions} declares them. */
final class Transactions extends Shape {

    static final String DATASET = "transactions";

    private static final long PURPOSE = 0x7a45;
    private static final long FIRST_ID = 10_000_000;
    private static final long MICROS_OF_A_DAY = Instants.MICROS_PER_DAY;
    private static final long HUGE_AMOUNT = 999_999_999_999_999_999L;

    private static final int ID = 0;
    private static final int SYSTEM = 1;
    private static final int ACCOUNT = 2;
    private static final int ACCOUNT_TYPE = 3;
    private static final int REGION = 4;
    private static final int AMOUNT = 5;
    private static final int CURRENCY = 6;
    private static final int STATUS = 7;
    private static final int DURATION = 8;
    private static final int TIMESTAMP = 9;

    private static final int COMPLETED = 0;
    private static final int PENDING = 1;
    private static final int FAILED = 2;
    private static final int REVERSED = 3;

    private static final Words STATUSES = Words.upperCased("COMPLETED", "PENDING", "FAILED", "REVERSED");
    private static final Words ACCOUNT_TYPES = Words.upperCased("CHECKING", "SAVINGS", "CREDIT", "BUSINESS");
    private static final Words CURRENCIES = Words.upperCased("EUR", "USD", "GBP", "CHF", "JPY", "SEK", "BRL", "INR");
    private static final Words SYSTEMS =
            Words.exact("pos", "web", "mobile_app", "atm-network", "branch", "card_eu-1", "batch2", "partner-api");

    private static final List<Member> MEMBERS = List.of(
            Member.named("transaction_id")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "\"1001\"", "1.5", "1e-1", "true", "[1]", "{}")
                    .breaks(OUT_OF_RANGE, "0", "-7", "9223372036854775808", "1e19", "1E10000", "9".repeat(401)),
            Member.named("source_system")
                    .breaks(MISSING, LEFT_OUT, "null", "\"\"")
                    .breaks(WRONG_TYPE, "7", "false", "[\"pos\"]", "{\"name\":\"pos\"}")
                    .breaks(BAD_TEXT, "\"po\\u0000s\"", "\"\\ud800pos\"")
                    .breaks(PATTERN, "\"POS\"", "\" pos\"", "\"2pos\"", "\"pös\"", "\"" + "p".repeat(33) + "\""),
            Member.named("account_number")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "89370400440532013000", "true", "[]")
                    .breaks(BAD_TEXT, "\"DE89370400440532013000\\u0000\"")
                    .breaks(
                            PATTERN,
                            "\"\"",
                            "\"DE89\"",
                            "\"1289370400440532013000\"",
                            "\"DE8937-0400-4405-3201\"",
                            "\"DE8937040044053201３\"",
                            "\"DE" + "1".repeat(33) + "\""),
            Member.named("account_type")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "0", "true", "[\"SAVINGS\"]")
                    .breaks(BAD_TEXT, "\"SAVINGS\\u0000\"", "\"\\udfff\"")
                    .breaks(NOT_IN_ENUM, "\"GIRO\"", "\"\"", "\"SAVINGS ACCOUNT\"", "\"CHECKING\u200b\""),
            Member.named("customer_region")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "12", "{\"name\":\"Zürich\"}", "false")
                    .breaks(BAD_TEXT, "\"Z\\u0000rich\"", "\"\\ud83c\"", "\"\\udf0d\\ud83c\"")
                    .breaks(
                            LENGTH,
                            "\"\"",
                            "\" \\t\\u00a0\"",
                            "\"" + "ü".repeat(65) + "\"",
                            "\"" + "🏝".repeat(65) + "\""),
            Member.named("amount")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "\"12.50\"", "true", "[12.50]", "{}")
                    .breaks(OUT_OF_RANGE, "10000000000000000", "-12345678901234567.89", "1e16", "1e10000")
                    .breaks(PRECISION, "0.001", "12.345", "-1e-3", "99999999999999999.999"),
            Member.named("currency")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "978", "[]", "true")
                    .breaks(BAD_TEXT, "\"EUR\\u0000\"")
                    .breaks(PATTERN, "\"\"", "\"EU\"", "\"EURO\"", "\"E R\"", "\"€\"", "\"ÄUR\""),
            Member.named("status")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "1", "true", "[\"FAILED\"]")
                    .breaks(BAD_TEXT, "\"FAILED\\u0000\"")
                    .breaks(NOT_IN_ENUM, "\"DONE\"", "\"\"", "\"COMPLETED.\"", "\"PENDING\\u200b\""),
            Member.named("processing_duration")
                    .breaks(WRONG_TYPE, "\"1.5\"", "true", "[]", "{}")
                    .breaks(OUT_OF_RANGE, "-0.001", "86400.001", "1e400", "-1e400"),
            Member.named("timestamp")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(
                            WRONG_TYPE,
                            "1743933600",
                            "\"2025-04-06\"",
                            "\"06.04.2025 10:00\"",
                            "\"2025-4-6T10:00:00Z\"",
                            "\" 2025-04-06T10:00:00Z\"",
                            "\"2025-04-06T10:00:00 UTC\"",
                            "\"\"",
                            "true")
                    .breaks(
                            OUT_OF_RANGE,
                            "\"1999-12-31T23:59:59.999999Z\"",
                            "\"2000-01-01T00:59:59+01:00\"",
                            "\"2025-02-29T10:00:00Z\"",
                            "\"2025-13-01T10:00:00Z\"",
                            "\"2025-04-06T24:00:00Z\"",
                            "\"2025-04-06T10:00:60Z\"",
                            "\"2025-04-06T10:00:00+19:00\""));

    private final long seed;
    private final int systems;
    private final Clock clock;
    private final Ranks accounts;
    private final AccountNumbers numbers;
    private final Instants instants = new Instants();
    private final Draws draws = new Draws();

    private long id;
    private int system;
    private int account;
    private int accountType;
    private int region;
    private long amount;
    private int currency;
    private int status;
    private long duration;
    private boolean hasDuration;
    private long timestamp;

    Transactions(GeneratorOptions options) {
        seed = options.seed();
        systems = options.population().sourceSystems();
        clock = new Clock(options.timeline(), options.mix().late());
        accounts = new Ranks(options.population().accounts());
        numbers = new AccountNumbers(seed);
    }

    @Override
    List<Member> members() {
        return MEMBERS;
    }

    @Override
    boolean allowsExtras() {
        return true;
    }

    @Override
    boolean hasRules() {
        return true;
    }

    @Override
    int numericMember() {
        return AMOUNT;
    }

    @Override
    void draw(long keyIndex, long contentIndex) {
        // The same number comes from every system, so that only both together are a key.
        id = FIRST_ID + keyIndex / systems;
        system = (int) (keyIndex % systems);
        draws.start(seed, PURPOSE, contentIndex);
        account = accounts.draw(draws);
        long person = Draws.mix(seed + PURPOSE + account);
        accountType = (int) (person & 3);
        region = Regions.WORDS.pick(person >>> 2);
        currency = CURRENCIES.pick(draws.next());
        drawStatus();
        drawAmount();
        timestamp = clock.eventTime(contentIndex, draws);
    }

    private void drawStatus() {
        int percent = draws.below(100);
        status = percent < 85 ? COMPLETED : percent < 92 ? PENDING : percent < 97 ? FAILED : REVERSED;
        hasDuration = status == COMPLETED || (status != PENDING && draws.oneIn(2));
        duration = draws.oneIn(1000) ? MICROS_OF_A_DAY * draws.below(2) : draws.below(5_000_000);
    }

    private void drawAmount() {
        long bound = 100;
        for (int digits = draws.below(6); digits > 0; digits--) {
            bound *= 10;
        }
        amount = 1 + draws.below(bound);
        int sort = draws.below(65_536);
        if (sort == 0) {
            amount = HUGE_AMOUNT - draws.below(1000);
        } else if (sort < 8192) {
            amount = 100 * (1 + amount / 100);
        } else if (sort < 9600 && status != COMPLETED) {
            amount = 0;
        }
        if (status == REVERSED || draws.oneIn(16)) {
            amount = -amount;
        }
    }

    @Override
    int breakRules(Draws choice) {
        int broken = choice.below(4);
        status = broken == 1 ? PENDING : COMPLETED;
        hasDuration = broken == 1 || broken == 2;
        amount = broken >= 2 ? 0 : Math.max(1, amount);
        return broken == 3 ? 2 : 1;
    }

    @Override
    boolean isPresent(int member) {
        return member != DURATION || hasDuration;
    }

    @Override
    void write(int member, Payload out, Spelling spelling) {
        switch (member) {
            case ID -> Numbers.integer(id, out, spelling);
            case SYSTEM -> SYSTEMS.write(system, out, spelling);
            case ACCOUNT -> numbers.write(account, out, spelling);
            case ACCOUNT_TYPE -> ACCOUNT_TYPES.write(accountType, out, spelling);
            case REGION -> Regions.WORDS.write(region, out, spelling);
            case AMOUNT -> Numbers.hundredths(amount, out, spelling);
            case CURRENCY -> CURRENCIES.write(currency, out, spelling);
            case STATUS -> STATUSES.write(status, out, spelling);
            case DURATION -> Numbers.millionths(duration, out, spelling);
            case TIMESTAMP -> instants.write(timestamp, out, spelling);
            default -> throw new IllegalArgumentException("no member " + member);
        }
    }

    @Override
    void writeKey(Payload out) {
        out.put(SYSTEMS.value(system)).put('/').digits(id);
    }

    @Override
    long eventTime() {
        return timestamp;
    }

    @Override
    int group() {
        return region;
    }

    @Override
    List<String> groups() {
        return Regions.WORDS.values();
    }

    @Override
    int status() {
        return status;
    }

    @Override
    List<String> statuses() {
        return STATUSES.values();
    }

    @Override
    long measure() {
        return amount;
    }

    @Override
    int measureScale() {
        return 2;
    }
}
