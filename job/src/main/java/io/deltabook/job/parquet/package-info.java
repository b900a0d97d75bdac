// SPDX-License-Identifier: Apache-2.0
/** Parquet files in and out, on parquet-java alone: columns of the datasets and their writers. */
package io.deltabook.job.parquet;
