// SPDX-License-Identifier: Apache-2.0
/**
 * What a run keeps between its attempts: the state folder and its lock, checkpoints and savepoints,
 * and the rule that decides which can be resumed.
 */
package io.deltabook.job.state;
