// SPDX-License-Identifier: Apache-2.0
/** Column pages of Parquet files, decoded in bulk into primitive arrays. */
package io.deltabook.job.parquet.page;
