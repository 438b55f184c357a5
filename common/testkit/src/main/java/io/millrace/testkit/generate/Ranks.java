package io.millrace.testkit.generate;

/** Draws ranks from 0 so that the n-th comes 1/n as often as the first (Zipf's law with exponent 1). */
final class Ranks {

    private static final int BITS = 16;

    private final int[] rankOfQuantile = new int[1 << BITS];
    private final int count;

    Ranks(int count) {
        this.count = count;
        double sum = 0;
        for (int rank = 1; rank <= count; rank++) {
            sum += 1.0 / rank;
        }
        double reached = 1;
        int rank = 1;
        for (int quantile = 0; quantile < rankOfQuantile.length; quantile++) {
            double wanted = sum * (quantile + 1) / rankOfQuantile.length;
            while (reached < wanted && rank < count) {
                rank++;
                reached += 1.0 / rank;
            }
            rankOfQuantile[quantile] = rank - 1;
        }
    }

    /** Ranks too rare for a quantile of their own share one with their neighbours, evenly. */
    int draw(Draws draws) {
        int quantile = draws.below(rankOfQuantile.length);
        int last = rankOfQuantile[quantile];
        int first = quantile == 0 ? 0 : Math.min(rankOfQuantile[quantile - 1] + 1, last);
        return first == last ? last : first + draws.below(last - first + 1);
    }

    int count() {
        return count;
    }
}
