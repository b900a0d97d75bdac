// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.contract.Lane;
import io.deltabook.job.plan.LaneGroup;
import java.io.Serializable;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Where the books of lanes are kept: in the subtask to which Flink gives their key group.
 *
 * @param maxParallelism key groups of the job, 0 if unknown
 * @param bytes input of the whole job
 */
record BookPlaces(int maxParallelism, long bytes) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What is not known keeps no reader from any group. */
    static final BookPlaces UNKNOWN = new BookPlaces(0, 0);

    /**
     * A subtask that asks for something to read.
     *
     * @param subtask its index
     * @param parallelism number of such subtasks
     */
    record Asker(int subtask, int parallelism) {
        private static final String OF = " of ";

        /** In the place of a host name, which Flink passes on and nobody here needs. */
        String text() {
            return subtask + OF + parallelism;
        }

        /** Null if the text is something else. */
        static Asker of(String text) {
            if (text == null || !text.matches("\\d+" + OF + "\\d+")) {
                return null;
            }
            String[] numbers = text.split(OF);
            return new Asker(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        }
    }

    /**
     * Whether a subtask had better not read a group: it is more than a subtask's share of the whole
     * input, and one of its books is kept there, too.
     */
    boolean isCrowded(LaneGroup group, Asker asker) {
        if (maxParallelism == 0
                || asker == null
                || asker.parallelism() == 1
                || group.bytes() <= bytes / asker.parallelism()) {
            return false;
        }
        for (Lane lane : group.lanes()) {
            int subtask =
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            lane.key(), maxParallelism, asker.parallelism());
            if (subtask == asker.subtask()) {
                return true;
            }
        }
        return false;
    }
}
