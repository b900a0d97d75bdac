// SPDX-License-Identifier: Apache-2.0
/** Rejects, incidents and statistics as Parquet: each column declared once, written and read. */
package io.deltabook.job.parquet.dataset;
