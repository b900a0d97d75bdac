// SPDX-License-Identifier: Apache-2.0
/** The job as Flink runs it: its topology, and what rooms of every kind share. */
package io.deltabook.job;
