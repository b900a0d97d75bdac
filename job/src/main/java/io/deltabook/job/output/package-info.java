// SPDX-License-Identifier: Apache-2.0
/**
 * The output folder and what is derived from its committed files: manifest, summary, balance, and
 * whose output it is.
 */
package io.deltabook.job.output;
