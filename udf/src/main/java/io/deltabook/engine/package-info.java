// SPDX-License-Identifier: Apache-2.0
/**
 * Turns the rows of one lane into events: messages, snapshots, gaps, resyncs, counters, and the
 * versioned binary form of their state. Depends on neither Flink nor files.
 */
package io.deltabook.engine;
