// SPDX-License-Identifier: Apache-2.0
/** The job as Flink runs it: its topology, and what all its packages share. */
package io.deltabook.job;
