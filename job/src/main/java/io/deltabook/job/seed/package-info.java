// SPDX-License-Identifier: Apache-2.0
/** Continues from the output of an earlier run: checks, reads and passes on its closing books. */
package io.deltabook.job.seed;
