// SPDX-License-Identifier: Apache-2.0
/** Decides once what a run reads: lanes, their files in order, ids and keys. Knows no Flink. */
package io.deltabook.job.source.plan;
