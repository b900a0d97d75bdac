// SPDX-License-Identifier: Apache-2.0
/** Generated input: files of flat columns, written by the generators in the packages below. */
package io.deltabook.job.generate;
