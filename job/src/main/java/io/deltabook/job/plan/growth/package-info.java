// SPDX-License-Identifier: Apache-2.0
/**
 * Adds what has come to the input of a run to its plan: which files are whole, and where they go.
 */
package io.deltabook.job.plan.growth;
