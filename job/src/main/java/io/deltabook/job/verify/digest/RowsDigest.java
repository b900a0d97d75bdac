// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.digest;

/**
 * The digest of a lane's rows in a dataset that has no hours.
 *
 * @param rows number of rows
 * @param digest digest over all columns of the rows, in order
 */
public record RowsDigest(long rows, String digest) {}
