// SPDX-License-Identifier: Apache-2.0
/**
 * Columns of an input table, each converted from its physical type to exact integers, times in ns,
 * sides or ids.
 */
package io.deltabook.job.parquet.delta.column;
