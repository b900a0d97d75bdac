// SPDX-License-Identifier: Apache-2.0
/** Event batches written as columns of an events file. */
package io.deltabook.job.parquet.event.write;
