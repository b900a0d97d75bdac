// SPDX-License-Identifier: Apache-2.0
/**
 * The output folder, its ownership, and what is derived from its committed files: manifest,
 * summary, balance.
 */
package io.deltabook.job.output;
