// SPDX-License-Identifier: Apache-2.0
/** Repeats a recorded capture over time and for more symbols, up to the requested size. */
package io.deltabook.job.generate.amplify;
