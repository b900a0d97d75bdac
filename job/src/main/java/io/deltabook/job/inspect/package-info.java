// SPDX-License-Identifier: Apache-2.0
/** Describes input files and what a run would do with them, without running anything. */
package io.deltabook.job.inspect;
