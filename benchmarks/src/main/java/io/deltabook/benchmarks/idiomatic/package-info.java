// SPDX-License-Identifier: Apache-2.0
/**
 * The same job as one would write it today with Flink's own components: Avro in, one record per
 * delta, the book in RocksDB map states, Avro out. A yardstick, not a template: a symbol's files
 * are read by any reader, so their order is not preserved, and doubles replace exact decimals up to
 * the output.
 */
package io.deltabook.benchmarks.idiomatic;
