// SPDX-License-Identifier: Apache-2.0
/** Says what input files are and what a run would make of them, without running anything. */
package io.deltabook.job.inspect;
