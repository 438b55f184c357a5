package io.millrace.testkit.generate;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Orders of a shop in all their versions, as {@code contracts/orders} declares them. */
final class Orders extends Shape {

    static final String DATASET = "orders";

    private static final long PURPOSE = 0x04de4;
    private static final long FIRST_ID = 500_000;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int MAX_BYTES = 256 << 10;

    private static final int ID = 0;
    private static final int CUSTOMER = 1;
    private static final int EMAIL = 2;
    private static final int STATUS = 3;
    private static final int CHANNEL = 4;
    private static final int ITEMS = 5;
    private static final int NET = 6;
    private static final int TAX = 7;
    private static final int TOTAL = 8;
    private static final int CURRENCY = 9;
    private static final int PROMISED_ON = 10;
    private static final int CANCEL_REASON = 11;
    private static final int PLACED_AT = 12;
    private static final int SHIPPED_AT = 13;
    private static final int UPDATED_AT = 14;

    private static final int SHIPPED = 2;
    private static final int DELIVERED = 3;
    private static final int CANCELLED = 4;

    private static final Words STATUSES =
            Words.upperCased("PLACED", "PAID", "SHIPPED", "DELIVERED", "CANCELLED", "DELETED");
    private static final Words CHANNELS = Words.lowerCased("web", "app", "store", "phone");
    private static final Words CURRENCIES = Words.upperCased("EUR", "CHF", "DKK", "PLN");
    private static final Words REASONS = Words.exact("changed my mind", "zu spät geliefert", "二重注文");
    private static final byte[][] EMAIL_ENDS = {
        Json.bytes("@example.org\""), Json.bytes("@EXAMPLE.org \""), Json.bytes("@example.\\u006frg\"")
    };

    private final long seed;
    private final Clock clock;
    private final Ranks customers;
    private final Instants instants = new Instants();
    private final Draws draws = new Draws();

    private long id;
    private int customer;
    private int status;
    private int channel;
    private int items;
    private long net;
    private long tax;
    private long total;
    private int currency;
    private boolean hasPromise;
    private int reason;
    private boolean hasReason;
    private boolean hasEmail;
    private long placedAt;
    private long shippedAt;
    private boolean isShipped;
    private long updatedAt;

    Orders(GeneratorOptions options) {
        seed = options.seed();
        clock = new Clock(options.timeline(), options.mix().late());
        customers = new Ranks(options.population().accounts());
    }

    @Override
    Expectation.Columns columns() {
        return new Expectation.Columns("total_amount", "sales_channel", "status");
    }

    @Override
    List<Member> members() {
        return OrderMembers.ALL;
    }

    @Override
    int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    ZoneId zone() {
        return BERLIN;
    }

    @Override
    boolean keepsVersions() {
        return true;
    }

    @Override
    long version() {
        return updatedAt;
    }

    @Override
    boolean allowsExtras() {
        return false;
    }

    @Override
    boolean hasRules() {
        return true;
    }

    @Override
    int numericMember() {
        return TOTAL;
    }

    @Override
    void draw(long keyIndex, long contentIndex) {
        id = FIRST_ID + keyIndex;
        draws.start(seed, PURPOSE, keyIndex);
        customer = customers.draw(draws);
        hasEmail = !draws.oneIn(5);
        channel = CHANNELS.pick(draws.next());
        currency = CURRENCIES.pick(draws.next());
        hasPromise = draws.oneIn(2);
        placedAt = clock.eventTime(keyIndex, draws);
        draws.start(seed, PURPOSE, contentIndex + Long.MIN_VALUE);
        items = 1 + draws.below(draws.oneIn(100) ? 10_000 : 9);
        net = draws.below(100_000L) * items;
        tax = net * 19 / 100;
        total = net + tax;
        updatedAt = Math.max(placedAt, clock.eventTime(contentIndex, draws));
        drawStatus(keyIndex == contentIndex);
    }

    private void drawStatus(boolean isFirst) {
        status = isFirst ? draws.below(2) : 1 + draws.below(STATUSES.values().size() - 1);
        isShipped = status == SHIPPED || status == DELIVERED;
        shippedAt = placedAt + (updatedAt - placedAt) / 2;
        hasReason = status == CANCELLED || draws.oneIn(50);
        reason = REASONS.pick(draws.next());
    }

    @Override
    int breakRules(Draws choice) {
        switch (choice.below(6)) {
            case 0 -> total++;
            case 1 -> updatedAt = placedAt - 1;
            case 2 -> {
                status = choice.oneIn(2) ? SHIPPED : DELIVERED;
                isShipped = false;
            }
            case 3 -> {
                isShipped = true;
                shippedAt = placedAt - 1;
            }
            case 4 -> {
                status = CANCELLED;
                hasReason = false;
            }
            default -> {
                total++;
                status = CANCELLED;
                hasReason = false;
                return 2;
            }
        }
        return 1;
    }

    @Override
    boolean isPresent(int member) {
        return switch (member) {
            case EMAIL -> hasEmail;
            case PROMISED_ON -> hasPromise;
            case CANCEL_REASON -> hasReason;
            case SHIPPED_AT -> isShipped;
            default -> true;
        };
    }

    @Override
    void write(int member, Payload out, Spelling spelling) {
        switch (member) {
            case ID -> Numbers.integer(id, out, spelling);
            case CUSTOMER -> Numbers.integer(1L + customer, out, spelling);
            case EMAIL -> out.put("\"Kunde.").digits(customer).put(EMAIL_ENDS[spelling.pick(EMAIL_ENDS.length)]);
            case STATUS -> STATUSES.write(status, out, spelling);
            case CHANNEL -> CHANNELS.write(channel, out, spelling);
            case ITEMS -> Numbers.integer(items, out, spelling);
            case NET -> Numbers.hundredths(net, out, spelling);
            case TAX -> Numbers.hundredths(tax, out, spelling);
            case TOTAL -> Numbers.hundredths(total, out, spelling);
            case CURRENCY -> CURRENCIES.write(currency, out, spelling);
            case PROMISED_ON -> out.put('"').put(promisedOn()).put('"');
            case CANCEL_REASON -> REASONS.write(reason, out, spelling);
            case PLACED_AT -> instants.write(placedAt, out, spelling);
            case SHIPPED_AT -> instants.write(shippedAt, out, spelling);
            case UPDATED_AT -> instants.write(updatedAt, out, spelling);
            default -> throw new IllegalArgumentException("no member " + member);
        }
    }

    private String promisedOn() {
        long day = Math.floorDiv(placedAt, Instants.MICROS_PER_DAY) + 1 + id % 10;
        return LocalDate.ofEpochDay(day).toString();
    }

    @Override
    void writeKey(Payload out) {
        out.digits(id);
    }

    @Override
    long eventTime() {
        return placedAt;
    }

    @Override
    int group() {
        return channel;
    }

    @Override
    List<String> groups() {
        return CHANNELS.values();
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
        return total;
    }
}
