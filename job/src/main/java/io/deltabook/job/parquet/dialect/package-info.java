// SPDX-License-Identifier: Apache-2.0
/**
 * Which column of an input file carries which field: dialects, bound columns, units of times and
 * words for sides.
 */
package io.deltabook.job.parquet.dialect;
