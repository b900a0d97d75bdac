// SPDX-License-Identifier: Apache-2.0
/**
 * Pages of column chunks, decoded in bulk into primitive arrays; one class per encoding of the
 * format.
 */
package io.deltabook.job.parquet.decode;
