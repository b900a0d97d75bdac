// SPDX-License-Identifier: Apache-2.0
/** The commands that show an output to a person. */
package io.deltabook.job.cli.view;
