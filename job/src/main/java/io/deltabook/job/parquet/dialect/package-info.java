// SPDX-License-Identifier: Apache-2.0
/**
 * Maps the columns of an input file to fields: dialects, bound columns, time units and words for
 * sides.
 */
package io.deltabook.job.parquet.dialect;
