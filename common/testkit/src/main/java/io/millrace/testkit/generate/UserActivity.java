package io.millrace.testkit.generate;

import java.util.List;

/** What visitors do in a shop, as {@code contracts/user_activity} declares it. */
final class UserActivity extends Shape {

    static final String DATASET = "user_activity";

    private static final long PURPOSE = 0xac71;
    private static final long MICROS_PER_MILLI = 1000;
    private static final int MAX_BYTES = 64 << 10;

    private static final int EVENT_ID = 0;
    private static final int VISITOR = 1;
    private static final int SESSION = 2;
    private static final int EVENT_TYPE = 3;
    private static final int PAGE = 4;
    private static final int TERMS = 5;
    private static final int COUNTRY = 6;
    private static final int DEVICE = 7;
    private static final int DURATION = 8;
    private static final int CART_VALUE = 9;
    private static final int CONSENT = 10;
    private static final int PROPERTIES = 11;
    private static final int OCCURRED_AT = 12;

    private static final int PAGE_VIEW = 0;
    private static final int CLICK = 1;
    private static final int SEARCH = 2;
    private static final int PURCHASE = 4;
    private static final int[] TYPE_BY_TENTH = {0, 0, 0, 0, 0, 1, 1, 2, 3, PURCHASE};

    private static final Words TYPES = Words.lowerCased("page_view", "click", "search", "add_to_cart", "purchase");
    private static final Words PAGES =
            Words.exact("/", "/katalog/schuhe", "/größen", "/カート", "/a/b/c/d/e/f", "/100%/\"quoted\"", "/checkout");
    private static final Words PHRASES = Words.composed("red shoes", "grüne Äpfel", "靴 赤い", "café crème", "🎁 gift");
    /** The empty text stands for none. */
    private static final Words COUNTRIES = Words.upperCased("", "DE", "FR", "JP", "BR", "IN", "US", "GB", "ZA");

    private static final Words DEVICES = Words.lowerCased("desktop", "phone", "tablet");
    private static final byte[][] PROPERTY_VALUES = {
        Json.bytes("{}"),
        Json.bytes("{\"ab_test\":\"B\",\"score\":1.50}"),
        Json.bytes("[ 1, 2.0, 3e0 ]"),
        Json.bytes("\"text\""),
        Json.bytes("{\"a\":{\"a\":1,\"a\":\"\\u00e9\"}}")
    };

    private final long seed;
    private final Clock clock;
    private final Ranks visitors;
    private final Draws draws = new Draws();

    private long idHigh;
    private long idLow;
    private long visitor;
    private long session;
    private int type;
    private int page;
    private boolean hasPage;
    private int terms;
    private boolean hasTerms;
    private int country;
    private int device;
    private long duration;
    private long cartValue;
    private boolean hasCartValue;
    private boolean consent;
    private int properties;
    private long occurredAt;

    UserActivity(GeneratorOptions options) {
        seed = options.seed();
        clock = new Clock(options.timeline(), options.mix().late());
        visitors = new Ranks(options.population().accounts());
    }

    @Override
    Expectation.Columns columns() {
        return new Expectation.Columns("cart_value", "country", "event_type");
    }

    @Override
    List<Member> members() {
        return ActivityMembers.ALL;
    }

    @Override
    int maxBytes() {
        return MAX_BYTES;
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
        return CART_VALUE;
    }

    @Override
    void draw(long keyIndex, long contentIndex) {
        // Mixing loses nothing, so that no two indexes have the same id.
        idHigh = Draws.mix(seed + keyIndex);
        idLow = Draws.mix(idHigh + PURPOSE);
        draws.start(seed, PURPOSE, contentIndex);
        visitor = Draws.mix(seed + PURPOSE + visitors.draw(draws));
        country = COUNTRIES.pick(visitor);
        device = DEVICES.pick(visitor >>> 8);
        session = Draws.mix(visitor + contentIndex / 1000);
        occurredAt = Math.floorDiv(clock.eventTime(contentIndex, draws), MICROS_PER_MILLI);
        consent = !draws.oneIn(3);
        properties = draws.below(4 * PROPERTY_VALUES.length);
        duration = draws.oneIn(500) ? 86_400_000L * draws.below(2) : draws.below(60_000);
        drawType();
    }

    private void drawType() {
        type = TYPE_BY_TENTH[draws.below(TYPE_BY_TENTH.length)];
        hasPage = type == PAGE_VIEW || type == CLICK || draws.oneIn(2);
        page = PAGES.pick(draws.next());
        hasTerms = type == SEARCH || draws.oneIn(20);
        terms = PHRASES.pick(draws.next());
        hasCartValue = type >= PURCHASE - 1 || draws.oneIn(10);
        cartValue = hasCartValue ? draws.below(200_000) + (type == PURCHASE ? 1 : 0) : 0;
    }

    @Override
    int breakRules(Draws choice) {
        switch (choice.below(4)) {
            case 0 -> {
                type = choice.oneIn(2) ? PAGE_VIEW : CLICK;
                hasPage = false;
            }
            case 1 -> {
                type = SEARCH;
                hasTerms = false;
            }
            case 2 -> {
                type = PURCHASE;
                hasCartValue = false;
            }
            default -> {
                type = PURCHASE;
                hasCartValue = true;
                cartValue = 0;
            }
        }
        return 1;
    }

    @Override
    boolean isPresent(int member) {
        return switch (member) {
            case PAGE -> hasPage;
            case TERMS -> hasTerms;
            case COUNTRY -> country != 0;
            case CART_VALUE -> hasCartValue;
            case PROPERTIES -> properties < PROPERTY_VALUES.length;
            default -> true;
        };
    }

    @Override
    void write(int member, Payload out, Spelling spelling) {
        switch (member) {
            case EVENT_ID -> eventId(out, spelling);
            case VISITOR -> out.put('"').put("v-").hex(visitor, 16).put('"');
            case SESSION -> out.put('"').hex(session, 12).put('"');
            case EVENT_TYPE -> TYPES.write(type, out, spelling);
            case PAGE -> PAGES.write(page, out, spelling);
            case TERMS -> PHRASES.write(terms, out, spelling);
            case COUNTRY -> COUNTRIES.write(country, out, spelling);
            case DEVICE -> DEVICES.write(device, out, spelling);
            case DURATION -> Numbers.coerced(duration, out, spelling);
            case CART_VALUE -> Numbers.hundredths(cartValue, out, spelling);
            case CONSENT -> out.put(consent ? "true" : "false");
            case PROPERTIES -> out.put(PROPERTY_VALUES[properties]);
            case OCCURRED_AT -> Numbers.integer(occurredAt, out, spelling);
            default -> throw new IllegalArgumentException("no member " + member);
        }
    }

    private void eventId(Payload out, Spelling spelling) {
        out.put('"');
        int form = spelling.pick(3);
        if (form == 2) {
            out.put("  ");
        }
        int from = out.length();
        writeKey(out);
        if (form == 1) {
            out.upperCase(from);
        }
        out.put('"');
    }

    @Override
    void writeKey(Payload out) {
        out.hex(idHigh >>> 32, 8).put('-').hex(idHigh >>> 16, 4).put('-').hex(idHigh, 4);
        out.put('-').hex(idLow >>> 48, 4).put('-').hex(idLow, 12);
    }

    @Override
    long eventTime() {
        return occurredAt * MICROS_PER_MILLI;
    }

    @Override
    int group() {
        return country;
    }

    @Override
    List<String> groups() {
        return COUNTRIES.values();
    }

    @Override
    int status() {
        return type;
    }

    @Override
    List<String> statuses() {
        return TYPES.values();
    }

    /** An event without a cart is worth nothing. */
    @Override
    long measure() {
        return hasCartValue ? cartValue : 0;
    }
}
