// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What any bounded book must do, fast or slow; run over both. */
interface BookContract {
    /**
     * One level.
     *
     * @param side its side
     */
    record Level(Side side, long price, long quantity) {}

    /** The operations that the suite and the comparison use. */
    interface Book {
        void set(Side side, long price, long quantity);

        void endMessage(int retained);

        void load(List<Level> snapshot);

        boolean reconcile(List<Level> snapshot);

        /** Best first. */
        List<Level> levels(Side side);

        int certified(Side side, int levels);

        double drift(List<Level> snapshot);
    }

    Book newBook();

    static Level bid(long price, long quantity) {
        return new Level(Side.BID, price, quantity);
    }

    static Level ask(long price, long quantity) {
        return new Level(Side.ASK, price, quantity);
    }

    @Test
    default void listsTheBestLevelFirst() {
        Book book = newBook();
        for (long price : new long[] {5, 9, 7}) {
            book.set(Side.BID, price, price);
            book.set(Side.ASK, price, price);
        }
        assertThat(book.levels(Side.BID)).containsExactly(bid(9, 9), bid(7, 7), bid(5, 5));
        assertThat(book.levels(Side.ASK)).containsExactly(ask(5, 5), ask(7, 7), ask(9, 9));
    }

    @Test
    default void replacesAQuantityAndRemovesALevelOfZero() {
        Book book = newBook();
        book.set(Side.BID, 5, 1);
        book.set(Side.BID, 5, 2);
        book.set(Side.BID, 4, 1);
        book.set(Side.BID, 4, 0);
        assertThat(book.levels(Side.BID)).containsExactly(bid(5, 2));
    }

    @Test
    default void removingAnAbsentLevelChangesNothing() {
        Book book = newBook();
        book.set(Side.ASK, 5, 1);
        book.set(Side.ASK, 6, 0);
        assertThat(book.levels(Side.ASK)).containsExactly(ask(5, 1));
    }

    @Test
    default void keepsALevelInReserveAndPromotesItWhenABetterOneGoes() {
        Book book = newBook();
        book.set(Side.BID, 9, 1);
        book.set(Side.BID, 8, 1);
        book.set(Side.BID, 7, 1);
        book.endMessage(3);
        book.set(Side.BID, 9, 0);
        assertThat(book.levels(Side.BID)).containsExactly(bid(8, 1), bid(7, 1));
    }

    @Test
    default void theWorstLevelsGoWhenTheMessageEnds() {
        Book book = newBook();
        for (long price = 1; price <= 5; price++) {
            book.set(Side.ASK, price, 1);
        }
        book.endMessage(2);
        assertThat(book.levels(Side.ASK)).containsExactly(ask(1, 1), ask(2, 1));
    }

    @Test
    default void nothingIsCertifiedBeforeASnapshot() {
        Book book = newBook();
        book.set(Side.BID, 5, 1);
        assertThat(book.certified(Side.BID, 20)).isZero();
    }

    @Test
    default void aSnapshotCertifiesDownToItsWorstPriceInclusive() {
        Book book = newBook();
        book.load(List.of(bid(9, 1), bid(7, 1), ask(11, 1), ask(13, 1)));
        book.set(Side.BID, 8, 1);
        book.set(Side.BID, 6, 1);
        assertThat(book.certified(Side.BID, 20)).isEqualTo(3);
        assertThat(book.certified(Side.ASK, 20)).isEqualTo(2);
    }

    @Test
    default void anEvictionInsideTheHorizonMovesItThereExclusive() {
        Book book = newBook();
        book.load(List.of(bid(9, 1), bid(8, 1), bid(7, 1), ask(11, 1)));
        book.endMessage(2);
        assertThat(book.certified(Side.BID, 20)).isEqualTo(2);
        book.set(Side.BID, 7, 5);
        book.set(Side.BID, 9, 0);
        assertThat(book.levels(Side.BID)).containsExactly(bid(8, 1), bid(7, 5));
        assertThat(book.certified(Side.BID, 20)).isEqualTo(1);
    }

    @Test
    default void anEvictionBeyondTheHorizonLeavesIt() {
        Book book = newBook();
        book.load(List.of(bid(9, 1), bid(8, 1), ask(11, 1)));
        book.set(Side.BID, 5, 1);
        book.endMessage(2);
        book.set(Side.BID, 8, 0);
        book.set(Side.BID, 8, 3);
        assertThat(book.certified(Side.BID, 20)).isEqualTo(2);
    }

    @Test
    default void aSnapshotOfTheSameMomentReplacesItsRangeOnly() {
        Book book = newBook();
        book.load(List.of(bid(9, 1), bid(8, 1), bid(5, 1), ask(11, 1)));
        assertThat(book.reconcile(List.of(bid(9, 1), bid(7, 2), ask(11, 1)))).isFalse();
        assertThat(book.levels(Side.BID)).containsExactly(bid(9, 1), bid(7, 2), bid(5, 1));
        assertThat(book.certified(Side.BID, 20)).isEqualTo(2);
    }

    @Test
    default void aSnapshotThatAgreesLeavesAHorizonThatLaysFurtherOut() {
        Book book = newBook();
        book.load(List.of(bid(9, 1), bid(8, 1), bid(5, 1), ask(11, 1)));
        assertThat(book.reconcile(List.of(bid(9, 1), bid(8, 1), ask(11, 1)))).isTrue();
        assertThat(book.certified(Side.BID, 20)).isEqualTo(3);
    }

    @Test
    default void driftDividesByTheSnapshotsQuantity() {
        Book book = newBook();
        book.set(Side.BID, 9, 10);
        book.set(Side.ASK, 11, 10);
        assertThat(book.drift(List.of(bid(9, 11), ask(11, 10))))
                .isCloseTo(0.0643, org.assertj.core.data.Offset.offset(0.00005));
        assertThat(book.drift(List.of(bid(9, 11), ask(11, 11))))
                .isCloseTo(0.0909, org.assertj.core.data.Offset.offset(0.00005));
    }

    @Test
    default void driftChargesALevelThatOneOfThemLacksAsOne() {
        Book book = newBook();
        book.set(Side.BID, 9, 10);
        book.set(Side.BID, 7, 10);
        book.set(Side.ASK, 11, 10);
        assertThat(book.drift(List.of(bid(8, 10), bid(7, 10), ask(11, 10))))
                .isCloseTo(Math.sqrt((2.0 / 3) / 2), org.assertj.core.data.Offset.offset(1e-12));
    }
}
