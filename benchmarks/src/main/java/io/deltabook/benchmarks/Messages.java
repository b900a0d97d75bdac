// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;
import java.util.Arrays;
import java.util.List;

/** All rows of a capture in arrays, with the ends of its messages. */
final class Messages {
    final long[] prices;
    final long[] quantities;

    /** Sides in the representation of the batches, see {@link SideBit}. */
    final byte[] sides;

    /** Row after the last one of each message. */
    final int[] ends;

    Messages(List<DeltaBatch> batches) {
        int rows = batches.stream().mapToInt(DeltaBatch::size).sum();
        prices = new long[rows];
        quantities = new long[rows];
        sides = new byte[rows];
        int[] borders = new int[rows];
        int messages = 0;
        int row = 0;
        long id = 0;
        for (DeltaBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                if (row > 0 && batch.updateId(i) != id) {
                    borders[messages++] = row;
                }
                id = batch.updateId(i);
                prices[row] = batch.price(i);
                quantities[row] = batch.quantity(i);
                sides[row] = (byte) (batch.side(i) == Side.ASK ? SideBit.ASK : 0);
                row++;
            }
        }
        borders[messages++] = rows;
        ends = Arrays.copyOf(borders, messages);
    }

    int rows() {
        return prices.length;
    }
}
