// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.number.NumberFault;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowFaultsTest {
    private static final int BID = 0;

    /** Each fault alone, in the contract's order; NULL_TIME is the book's to tell. */
    private static final List<Faulty> FAULTS =
            List.of(
                    new Faulty(NumberFault.ABSENT, 1, BID, false, RejectReason.NULL_PRICE),
                    new Faulty(NumberFault.NOT_A_NUMBER, 1, BID, false, RejectReason.NAN_PRICE),
                    new Faulty(NumberFault.INFINITE, 1, BID, false, RejectReason.INFINITE_PRICE),
                    new Faulty(
                            NumberFault.NEGATIVE, 1, BID, false, RejectReason.NON_POSITIVE_PRICE),
                    new Faulty(0, 1, BID, false, RejectReason.NON_POSITIVE_PRICE),
                    new Faulty(1, NumberFault.ABSENT, BID, false, RejectReason.NULL_QUANTITY),
                    new Faulty(1, NumberFault.NOT_A_NUMBER, BID, false, RejectReason.NAN_QUANTITY),
                    new Faulty(1, NumberFault.INFINITE, BID, false, RejectReason.INFINITE_QUANTITY),
                    new Faulty(1, NumberFault.NEGATIVE, BID, false, RejectReason.NEGATIVE_QUANTITY),
                    new Faulty(1, 1, RowFaults.NULL_SIDE, false, RejectReason.NULL_SIDE),
                    new Faulty(1, 1, RowFaults.UNKNOWN_SIDE, false, RejectReason.UNKNOWN_SIDE),
                    new Faulty(1, 1, BID, true, RejectReason.NULL_UPDATE_ID),
                    new Faulty(NumberFault.SCALE, 1, BID, false, RejectReason.PRICE_SCALE),
                    new Faulty(1, NumberFault.SCALE, BID, false, RejectReason.QUANTITY_SCALE),
                    new Faulty(NumberFault.OVERFLOW, 1, BID, false, RejectReason.PRICE_OVERFLOW),
                    new Faulty(
                            1, NumberFault.OVERFLOW, BID, false, RejectReason.QUANTITY_OVERFLOW));

    private record Faulty(
            long price, long quantity, int side, boolean idMissing, RejectReason reason) {
        RejectReason first() {
            return RowFaults.first(price, quantity, side, idMissing, false);
        }

        /** The faults of both, where a row can have both. */
        Faulty and(Faulty other) {
            return new Faulty(
                    price == 1 ? other.price : price,
                    quantity == 1 ? other.quantity : quantity,
                    side == BID ? other.side : side,
                    idMissing || other.idMissing,
                    reason.compareTo(other.reason) < 0 ? reason : other.reason);
        }
    }

    @Test
    void findsNoFaultInAUsableRow() {
        assertThat(RowFaults.first(1, 0, 1, false, false)).isNull();
        assertThat(RowFaults.first(Long.MAX_VALUE, Long.MAX_VALUE, 0, false, false)).isNull();
    }

    @Test
    void namesEachFault() {
        for (Faulty fault : FAULTS) {
            assertThat(fault.first()).isEqualTo(fault.reason());
        }
    }

    @Test
    void namesTheFirstOfTwoFaults() {
        for (Faulty one : FAULTS) {
            for (Faulty other : FAULTS) {
                if (one.price() == 1 || other.price() == 1) {
                    boolean bothQuantity = one.quantity() != 1 && other.quantity() != 1;
                    boolean bothSide = one.side() != BID && other.side() != BID;
                    if (!bothQuantity && !bothSide) {
                        Faulty both = one.and(other);
                        assertThat(both.first()).as("%s", both).isEqualTo(both.reason());
                    }
                }
            }
        }
    }

    @Test
    void refusesACodeThatIsNotAFault() {
        assertThatThrownBy(() -> RowFaults.first(-99, 1, BID, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("closed list")
                .hasMessageContaining("-99");
    }
}
