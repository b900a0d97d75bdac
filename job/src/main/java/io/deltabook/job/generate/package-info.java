// SPDX-License-Identifier: Apache-2.0
/** Generated input: files of flat columns that the markets and copies below are written to. */
package io.deltabook.job.generate;
