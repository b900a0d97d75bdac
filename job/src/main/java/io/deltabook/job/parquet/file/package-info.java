// SPDX-License-Identifier: Apache-2.0
/**
 * Opens Parquet files that nobody vouches for: bounds on footers, pages and heap, and failures that
 * name the file.
 */
package io.deltabook.job.parquet.file;
