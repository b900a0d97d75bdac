// SPDX-License-Identifier: Apache-2.0
/**
 * Opens untrusted Parquet files: bounds on footers, pages and heap, and errors that name the file.
 */
package io.deltabook.job.parquet.file;
