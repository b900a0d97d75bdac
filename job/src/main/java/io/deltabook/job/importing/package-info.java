// SPDX-License-Identifier: Apache-2.0
/**
 * Imports CSV into Parquet: each input completely or not at all, exact, in order, with a record of
 * the lines that cannot be read.
 */
package io.deltabook.job.importing;
