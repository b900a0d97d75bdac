// SPDX-License-Identifier: Apache-2.0
/** The entry of the executable jar. */
package io.deltabook.job.cli.jar;
