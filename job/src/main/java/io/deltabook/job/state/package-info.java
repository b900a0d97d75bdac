// SPDX-License-Identifier: Apache-2.0
/**
 * What is left of a run between its attempts: the state folder and its owner, checkpoints and
 * savepoints, and which of them can be resumed.
 */
package io.deltabook.job.state;
