// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.LaneId;
import io.deltabook.job.importing.csv.BadLine;

/**
 * A line that gave no usable row.
 *
 * @param line number in the file, from 1
 * @param lane whose row it is, null where that cannot be read
 * @param reason why
 * @param isMarked whether the rows written have one in its place, with null for what cannot be read
 * @param text as it stands in the file
 */
record RejectedLine(long line, LaneId lane, BadLine reason, boolean isMarked, String text) {}
