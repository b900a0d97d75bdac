// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.testing;

import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.testing.ListedStates.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Messages of a market whose mid walks, in calm and in restless times, and the books that follow
 * from them.
 */
public final class RandomMarket {
    /** Price of a tick. */
    public static final double TICK = 0.5;

    private static final long START = 1_722_988_800_000_000_000L;
    private static final int LEVELS = 25;

    private final List<Message> messages = new ArrayList<>();
    private final Random random;
    private long middle = 100_000;
    private long nanos = START;

    /** A change of a level. */
    public record Change(Side side, double price, double quantity) {}

    /** Changes that belong together. */
    public record Message(long nanos, List<Change> changes) {
        /** The same at another time. */
        public Message at(long other) {
            return new Message(other, changes);
        }
    }

    /** A market. */
    public RandomMarket(long seed, int size) {
        random = new Random(seed);
        List<Change> first = new ArrayList<>();
        for (int level = 1; level <= LEVELS; level++) {
            first.add(new Change(Side.BID, (middle - level) * TICK, quantity()));
            first.add(new Change(Side.ASK, (middle + level) * TICK, quantity()));
        }
        messages.add(new Message(nanos, first));
        for (int message = 1; message < size; message++) {
            nanos += 1 + random.nextInt(200) * 1_000_000L;
            boolean isRestless = message / 500 % 3 == 0;
            boolean isMove = random.nextInt(isRestless ? 4 : 20) == 0;
            messages.add(new Message(nanos, isMove ? move() : change()));
        }
    }

    private double quantity() {
        return (1 + random.nextInt(2_000)) / 100.0;
    }

    private List<Change> change() {
        List<Change> changes = new ArrayList<>();
        for (int row = 0; row < 2; row++) {
            Side side = Side.ofCode(random.nextInt(2));
            int away = 1 + random.nextInt(random.nextBoolean() ? 2 : LEVELS);
            double price = (side == Side.BID ? middle - away : middle + away) * TICK;
            changes.add(new Change(side, price, quantity()));
        }
        return changes;
    }

    private List<Change> move() {
        boolean isUp = random.nextBoolean();
        Side growing = isUp ? Side.BID : Side.ASK;
        long sign = isUp ? 1 : -1;
        middle += sign;
        return List.of(
                new Change(isUp ? Side.ASK : Side.BID, middle * TICK, 0),
                new Change(
                        growing, (middle - sign) * TICK, random.nextInt(4) == 0 ? 0 : quantity()),
                new Change(growing, (middle - sign * (LEVELS + 1)) * TICK, 0),
                new Change(
                        isUp ? Side.ASK : Side.BID, (middle + sign * LEVELS) * TICK, quantity()));
    }

    /** The messages in order. */
    public List<Message> messages() {
        return messages;
    }

    /** The books after each of some messages. */
    public static List<State> states(List<Message> messages) {
        List<State> states = new ArrayList<>();
        State last = State.empty(0);
        for (Message message : messages) {
            State next = last.at(message.nanos());
            message.changes()
                    .forEach(change -> next.set(change.side(), change.price(), change.quantity()));
            states.add(next);
            last = next;
        }
        return states;
    }
}
