// SPDX-License-Identifier: Apache-2.0
/**
 * The same job as one would write it today with Flink's own parts: Avro in, one record a delta, the
 * book in RocksDB map states, Avro out. The yardstick, not a template: files of a symbol are read
 * by any reader, so their order is not kept, and doubles stand in for exact decimals until the
 * output.
 */
package io.deltabook.benchmarks.idiomatic;
