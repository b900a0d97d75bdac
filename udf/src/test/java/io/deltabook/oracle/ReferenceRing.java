// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import java.util.ArrayList;
import java.util.List;

/** The newest messages, kept for a snapshot that arrives late (contract 3.3). */
final class ReferenceRing {
    private static final int MOST_ROWS = 100_000;

    private final int maxMessages;
    private final List<ReferenceMessage> messages = new ArrayList<>();
    private boolean overflowing;

    ReferenceRing(int maxMessages) {
        this.maxMessages = maxMessages;
    }

    List<ReferenceMessage> messages() {
        return messages;
    }

    void clear() {
        messages.clear();
        overflowing = false;
    }

    /** Forgets the messages that a snapshot made obsolete. */
    void dropUpTo(long snapshotId) {
        messages.removeIf(message -> message.updateId <= snapshotId);
    }

    /** Adds a message and returns how many had to leave. */
    int add(ReferenceMessage message) {
        messages.add(message);
        int left = 0;
        while (messages.size() > maxMessages || rows() > MOST_ROWS) {
            messages.remove(0);
            left++;
        }
        return left;
    }

    /** Notes whether the newest message pushed others out; true where such a run begins. */
    boolean beginsOverflow(boolean overflows) {
        boolean begins = overflows && !overflowing;
        overflowing = overflows;
        return begins;
    }

    private int rows() {
        return messages.stream().mapToInt(message -> message.rows.size()).sum();
    }
}
