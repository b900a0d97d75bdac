// SPDX-License-Identifier: Apache-2.0
/**
 * Inspects input files before they are read: rows, ranges, symbols, sequence evidence, scales,
 * units.
 */
package io.deltabook.job.parquet.profile;
