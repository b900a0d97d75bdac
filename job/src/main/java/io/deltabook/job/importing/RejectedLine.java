// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.LaneId;
import io.deltabook.job.importing.csv.BadLine;

/**
 * A line that produced no usable row.
 *
 * @param line number in the file, from 1
 * @param lane the line's lane, null if it cannot be read
 * @param reason why it was rejected
 * @param isMarked whether a row was written in its place, with null for what cannot be read
 * @param text the line as in the file
 */
record RejectedLine(long line, LaneId lane, BadLine reason, boolean isMarked, String text) {}
