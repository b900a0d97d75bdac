// SPDX-License-Identifier: Apache-2.0
/** Checks the outputs of seeded runs as the one output of an uninterrupted run. */
package io.deltabook.job.verify.chain;
