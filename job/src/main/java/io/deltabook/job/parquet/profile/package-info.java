// SPDX-License-Identifier: Apache-2.0
/**
 * What an input file is, found out before it is read: rows, ranges, symbols, sequence evidence,
 * scales, units.
 */
package io.deltabook.job.parquet.profile;
