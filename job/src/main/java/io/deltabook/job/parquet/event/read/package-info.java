// SPDX-License-Identifier: Apache-2.0
/** Events files read back, a chunk of columns at a time. */
package io.deltabook.job.parquet.event.read;
