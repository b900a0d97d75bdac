// SPDX-License-Identifier: Apache-2.0
/**
 * CSV into Parquet: each input whole or not at all, exact, in order, with the lines that cannot be
 * read.
 */
package io.deltabook.job.importing;
