// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pool of integers of up to 128 bits, each identified by a token, so that code written for long
 * prices and quantities can handle numbers that do not fit a long. Equal numbers have equal tokens
 * and 0 has token 0; the order of tokens means nothing. A pool lives no longer than the batch or
 * state it belongs to, which serializes numbers, not tokens.
 */
public final class WideDecimals {
    private static final int MAX_BYTES = 16;

    private final List<BigInteger> numbers = new ArrayList<>();
    private final Map<BigInteger, Integer> tokens = new HashMap<>();

    public WideDecimals() {
        token(BigInteger.ZERO);
    }

    /** The token of a number; a new one if the number is not yet in the pool. */
    public long token(BigInteger number) {
        Integer known = tokens.putIfAbsent(number, numbers.size());
        if (known != null) {
            return known;
        }
        numbers.add(number);
        return numbers.size() - 1L;
    }

    /** Number of numbers in the pool. */
    public int size() {
        return numbers.size();
    }

    public BigInteger number(long token) {
        return numbers.get(Math.toIntExact(token));
    }

    /** Compares the numbers of two tokens. */
    public int compare(long one, long other) {
        return one == other ? 0 : number(one).compareTo(number(other));
    }

    /** The number of a token; without a pool, the token is the number. */
    public static BigInteger number(WideDecimals pool, long token) {
        return pool == null ? BigInteger.valueOf(token) : pool.number(token);
    }

    /** The token, in this pool, of a number of another pool. */
    public long adopt(WideDecimals other, long token) {
        return token(other.number(token));
    }

    /** Converts tokens of one pool, or plain numbers if it is null, to those of another. */
    public static void copy(
            WideDecimals from,
            long[] tokens,
            int start,
            int count,
            WideDecimals to,
            long[] copies,
            int at) {
        if (to == null) {
            System.arraycopy(tokens, start, copies, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            copies[at + i] = to.adopt(from, tokens[start + i]);
        }
    }

    /** Writes a number; without a pool as a plain long. */
    public static void write(WideDecimals pool, long token, DataOutput out) throws IOException {
        if (pool == null) {
            out.writeLong(token);
            return;
        }
        byte[] bytes = pool.number(token).toByteArray();
        if (bytes.length > MAX_BYTES) {
            throw new IOException("a number must have at most 128 bits: " + pool.number(token));
        }
        out.writeByte(bytes.length);
        out.write(bytes);
    }

    /** Reads a number into a pool and returns its token; without a pool, a plain long. */
    public static long read(WideDecimals pool, DataInput in) throws IOException {
        if (pool == null) {
            return in.readLong();
        }
        byte[] bytes = new byte[in.readUnsignedByte()];
        in.readFully(bytes);
        return pool.token(new BigInteger(bytes));
    }
}
