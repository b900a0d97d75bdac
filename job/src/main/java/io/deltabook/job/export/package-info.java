// SPDX-License-Identifier: Apache-2.0
/** The {@code export} command's work: an output in the file formats of other programs. */
package io.deltabook.job.export;
