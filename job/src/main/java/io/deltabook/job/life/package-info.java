// SPDX-License-Identifier: Apache-2.0
/**
 * What is left of a run between its attempts: the state folder and whose it is, checkpoints and
 * savepoints, and what of it can be resumed.
 */
package io.deltabook.job.life;
