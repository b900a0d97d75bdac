// SPDX-License-Identifier: Apache-2.0
/** Crypto Lake's Parquet files, as {@code export} writes them. */
package io.deltabook.job.export.lake;
