// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.book.ReplayBook.Difference;
import io.deltabook.book.ReplayBook.Listing;
import io.deltabook.contract.Side;
import io.deltabook.number.Decimal128Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ReplayBookTest {
    private static final int MANY = 1_000;
    private static final boolean EXACT = true;
    private static final boolean AT_LEAST = false;

    private final ReplayBook book = new ReplayBook();

    /** Bids 100, 99, 98 … and asks 101, 102, 103 …, this many a side, each of quantity 1. */
    private Listing listing(int levels, int depth, int certified) {
        return listing(levels, depth, certified, false);
    }

    private Listing listing(int levels, int depth, int certified, boolean widens) {
        return new Listing(levels(levels), depth, certified, certified, widens);
    }

    private OrderBook levels(int levels) {
        OrderBook listed = book.newLevels();
        for (int level = 0; level < levels; level++) {
            listed.bids().set(100 - level, 1);
            listed.asks().set(101 + level, 1);
        }
        return listed;
    }

    private static Listing of(OrderBook levels, int depth) {
        return new Listing(levels, depth, 0, 0, false);
    }

    @Test
    void aListingFollowsFromTheAnchorAndTheDeltas() {
        book.start(listing(3, MANY, 3));
        book.set(Side.BID, 99, 7);
        book.set(Side.ASK, 101, 0);
        book.endMessage(MANY, EXACT);

        OrderBook later = levels(3);
        later.bids().set(99, 7);
        later.asks().set(101, 0);
        assertThat(book.difference(of(later, MANY))).isNull();
        assertThat(book.confirmed(of(later, MANY))).isEqualTo(5);
    }

    @Test
    void anotherQuantityIsADifferenceThatNamesTheLevel() {
        book.start(listing(3, MANY, 3));
        book.set(Side.ASK, 102, 5);

        assertThat(book.difference(listing(3, MANY, 3)))
                .isEqualTo(new Difference(Side.ASK, 1, true, 102, 5));
    }

    @Test
    void aLevelTooManyAndALevelTooFewAreDifferences() {
        book.start(listing(3, MANY, 3));
        assertThat(book.difference(listing(4, MANY, 4)))
                .isEqualTo(new Difference(Side.BID, 3, false, 0, 0));
        assertThat(book.difference(listing(2, MANY, 2)))
                .isEqualTo(new Difference(Side.BID, 2, true, 98, 1));
    }

    @Test
    void afterAnAnchorOfLimitedDepthNothingIsKnown() {
        book.start(listing(3, 3, 3));
        book.set(Side.BID, 100, 0);

        OrderBook later = levels(6);
        later.bids().set(100, 0);
        later.bids().set(97, 42);
        assertThat(book.difference(of(later, 6))).isNull();
        assertThat(book.confirmed(of(later, 6))).as("99, 98; 101, 102, 103").isEqualTo(5);
    }

    @Test
    void insideALimitedAnchorALevelThatAppearsFromNowhereIsADifference() {
        book.start(listing(3, 3, 3));
        OrderBook later = levels(3);
        later.asks().set(102, 0);
        later.asks().set(104, 1);

        assertThat(book.difference(of(later, 3)))
                .isEqualTo(new Difference(Side.ASK, 1, true, 102, 1));
    }

    @Test
    void aShallowListingSaysNothingAboutTheLevelsBeyondIt() {
        book.start(listing(5, MANY, 5));
        assertThat(book.difference(listing(2, 2, 2))).isNull();
        assertThat(book.difference(listing(2, 3, 2)))
                .as("a listing of depth 3 with 2 levels is the whole side")
                .isEqualTo(new Difference(Side.BID, 2, true, 98, 1));
    }

    @Test
    void whatADeeperListingTellsIsKnownFromThenOn() {
        book.start(listing(2, 2, 2));
        book.learn(listing(4, 4, 4));
        OrderBook later = levels(4);
        later.bids().set(97, 9);
        assertThat(book.difference(of(later, 4)))
                .isEqualTo(new Difference(Side.BID, 3, true, 97, 1));
    }

    @Test
    void anEvictedLevelIsGoneWhereTheDepthIsExact() {
        book.start(listing(3, MANY, 3));
        book.set(Side.BID, 101, 1);
        book.endMessage(3, EXACT);
        book.set(Side.BID, 101, 0);
        book.endMessage(3, EXACT);

        OrderBook later = levels(3);
        later.bids().set(98, 0);
        assertThat(book.difference(of(later, MANY))).isNull();
        assertThat(book.difference(listing(3, MANY, 0)))
                .isEqualTo(new Difference(Side.BID, 2, false, 0, 0));
    }

    @Test
    void anEvictedLevelIsUnknownWhereTheBookMayKeepMore() {
        book.start(listing(3, MANY, 3));
        book.set(Side.BID, 101, 1);
        book.endMessage(3, AT_LEAST);
        book.set(Side.BID, 101, 0);
        book.endMessage(3, AT_LEAST);

        OrderBook later = levels(3);
        assertThat(book.difference(of(later, MANY))).isNull();
        later.bids().set(98, 0);
        assertThat(book.difference(of(later, MANY))).isNull();
        later.bids().set(99, 0);
        assertThat(book.difference(of(later, MANY)))
                .isEqualTo(new Difference(Side.BID, 1, true, 99, 1));
    }

    @Test
    void anEmptyBeginningKnowsEverything() {
        book.startEmpty();
        book.set(Side.BID, 100, 1);
        assertThat(book.difference(listing(1, MANY, 0)))
                .isEqualTo(new Difference(Side.ASK, 0, false, 0, 0));
    }

    @Test
    void certifiedLevelsStayCertifiedAndNoMoreAre() {
        Listing anchor = listing(5, MANY, 3);
        book.start(anchor);
        assertThat(book.minCertified(Side.BID, anchor)).isEqualTo(3);
        assertThat(book.maxCertified(Side.BID, anchor)).isEqualTo(3);
    }

    @Test
    void aWhollyCertifiedAnchorMayBeCertifiedBeyondItsLevels() {
        book.start(listing(3, 3, 3));
        Listing later = listing(5, 5, 0);
        assertThat(book.minCertified(Side.ASK, later)).isEqualTo(3);
        assertThat(book.maxCertified(Side.ASK, later)).isEqualTo(5);
    }

    @Test
    void evictionMovesWhatCanBeCertified() {
        book.start(listing(5, MANY, 5));
        book.endMessage(3, EXACT);
        Listing later = listing(5, MANY, 0);
        assertThat(book.minCertified(Side.BID, later)).isEqualTo(3);
        assertThat(book.maxCertified(Side.BID, later)).isEqualTo(3);
    }

    @Test
    void aBookThatIsNoLongerTrustedCertifiesNothing() {
        book.start(listing(3, MANY, 3));
        book.forgetCertified();
        assertThat(book.minCertified(Side.BID, listing(3, MANY, 0))).isZero();
        assertThat(book.maxCertified(Side.BID, listing(3, MANY, 0))).isZero();
    }

    @Test
    void aCheckMayCertifyMore() {
        book.start(listing(5, MANY, 2));
        assertThat(book.maxCertified(Side.BID, listing(5, MANY, 5))).isEqualTo(2);

        Listing check = listing(5, MANY, 5, true);
        assertThat(book.maxCertified(Side.BID, check)).isEqualTo(5);
        book.learnCertified(check);
        assertThat(book.minCertified(Side.BID, listing(5, MANY, 5))).isEqualTo(5);
    }

    /** Every book of a random lane, bounded or not, follows from its anchor and deltas. */
    @Test
    void neverContradictsABookThatTookTheSameDeltas() {
        long seed = new Random().nextLong();
        for (int run = 0; run < 200; run++) {
            Random random = new Random(seed + run);
            int retained = 2 + random.nextInt(12);
            int depth = random.nextBoolean() ? retained : 1 + random.nextInt(retained);
            boolean exact = random.nextBoolean();
            OrderBook written = OrderBook.listed(null);
            change(random, written, null, 30);
            written.evictTo(retained);
            ReplayBook replay = new ReplayBook();
            replay.start(of(best(written, depth), exact ? depth : 0));
            for (int message = 0; message < 50; message++) {
                change(random, written, replay, 1 + random.nextInt(4));
                written.evictTo(retained);
                replay.endMessage(exact ? retained : depth, exact);
                int listed = 1 + random.nextInt(retained);
                Listing listing = of(best(written, listed), exact ? listed : 0);
                assertThat(replay.difference(listing))
                        .as("seed=%d run=%d message=%d", seed, run, message)
                        .isNull();
                if (random.nextInt(10) == 0) {
                    replay.learn(listing);
                }
            }
        }
    }

    private static void change(Random random, OrderBook book, ReplayBook replay, int rows) {
        for (int row = 0; row < rows; row++) {
            Side side = random.nextBoolean() ? Side.BID : Side.ASK;
            long price = side == Side.BID ? 50 - random.nextInt(20) : 51 + random.nextInt(20);
            long quantity = random.nextInt(4);
            book.side(side).set(price, quantity);
            if (replay != null) {
                replay.set(side, price, quantity);
            }
        }
    }

    private static OrderBook best(OrderBook book, int depth) {
        OrderBook best = OrderBook.listed(null);
        for (Side side : Side.values()) {
            long[] prices = book.side(side).prices(depth);
            long[] quantities = book.side(side).quantities(depth);
            for (int level = 0; level < prices.length; level++) {
                best.side(side).set(prices[level], quantities[level]);
            }
        }
        return best;
    }

    @Test
    void finerNumbersKeepTheBook() {
        assertThat(bestBidAfter("0.5", "0.00000001", "123456789.12345678"))
                .isEqualTo("123456789.12345678 1");
    }

    @Test
    void numbersBeyondALongKeepTheBook() {
        assertThat(bestBidAfter("0.5", "12345678901234567890.000000000000000001"))
                .isEqualTo("12345678901234567890.000000000000000001 1");
    }

    @Test
    void numbersBeyondALongOnlyTogetherKeepTheBook() {
        assertThat(bestBidAfter("9000000000000000000", "0.000000000000000001"))
                .isEqualTo("9000000000000000000 1");
    }

    /** Sets bids of quantity 1 and gives the best of them, with all others still there. */
    private String bestBidAfter(String... prices) {
        book.startEmpty();
        for (String price : prices) {
            Halves halves = new Halves(price);
            Halves one = new Halves("1");
            book.fit(halves.high, halves.low, one.high, one.low);
            book.set(
                    Side.BID,
                    book.price(halves.high, halves.low),
                    book.quantity(one.high, one.low));
        }
        Difference best = book.difference(of(book.newLevels(), MANY));
        assertThat(best.level()).isZero();
        OrderBook listed = book.newLevels();
        for (String price : prices) {
            Halves halves = new Halves(price);
            listed.bids().set(book.price(halves.high, halves.low), quantityOne());
        }
        assertThat(book.difference(of(listed, MANY))).isNull();
        return book.priceValue(best.price()).stripTrailingZeros().toPlainString()
                + ' '
                + book.quantityValue(best.quantity()).stripTrailingZeros().toPlainString();
    }

    private long quantityOne() {
        Halves one = new Halves("1");
        return book.quantity(one.high, one.low);
    }

    /** The 128 bits of a DECIMAL(38,18). */
    private static final class Halves {
        private final long high;
        private final long low;

        private Halves(String text) {
            BigInteger value =
                    new BigDecimal(text)
                            .multiply(BigDecimal.valueOf(Decimal128Bytes.factor(0)))
                            .toBigIntegerExact();
            high = value.shiftRight(64).longValue();
            low = value.longValue();
        }
    }
}
