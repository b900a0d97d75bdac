// SPDX-License-Identifier: Apache-2.0
/**
 * Recordings that are not Parquet become native Parquet: CSV, plain or gzipped, one file by one
 * thread, every line a row or a reject. Knows no Flink.
 */
package io.deltabook.job.importing;
