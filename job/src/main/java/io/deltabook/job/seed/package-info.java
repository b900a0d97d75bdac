// SPDX-License-Identifier: Apache-2.0
/** Going on from the output of an earlier run: its closing books, checked, read and handed on. */
package io.deltabook.job.seed;
