// SPDX-License-Identifier: Apache-2.0
/**
 * Rejects, incidents and statistics as Parquet: each column is declared once, for writing and
 * reading.
 */
package io.deltabook.job.parquet.dataset;
