// SPDX-License-Identifier: Apache-2.0
/**
 * Turns the rows of one lane into events: messages, snapshots, gaps, resyncs, counters, and the
 * versioned byte form of their state. Knows neither Flink nor files.
 */
package io.deltabook.engine;
