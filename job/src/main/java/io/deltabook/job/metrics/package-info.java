// SPDX-License-Identifier: Apache-2.0
/** Metrics of the job's operators: names and registration. */
package io.deltabook.job.metrics;
