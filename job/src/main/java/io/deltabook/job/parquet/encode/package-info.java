// SPDX-License-Identifier: Apache-2.0
/** Primitive arrays, encoded in bulk into pages: the mirror of {@code decode}. */
package io.deltabook.job.parquet.encode;
