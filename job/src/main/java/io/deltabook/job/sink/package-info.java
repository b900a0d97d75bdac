// SPDX-License-Identifier: Apache-2.0
/** The job's file sinks: where files go, when they end, and what memory they may hold. */
package io.deltabook.job.sink;
