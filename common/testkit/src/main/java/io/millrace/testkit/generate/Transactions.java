package io.millrace.testkit.generate;

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
    Expectation.Columns columns() {
        return new Expectation.Columns("amount", "customer_region", "status");
    }

    @Override
    List<Member> members() {
        return TransactionMembers.ALL;
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
}
