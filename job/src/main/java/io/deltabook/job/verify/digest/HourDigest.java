// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.digest;

/**
 * The digest of a lane's rows in one hour.
 *
 * @param hour hours since 1970-01-01T00Z
 * @param rows number of rows
 * @param firstSeq the first row's event_seq
 * @param lastSeq the last row's event_seq
 * @param digest digest over all columns of the rows, ordered by event_seq
 */
public record HourDigest(long hour, long rows, long firstSeq, long lastSeq, String digest) {}
