// SPDX-License-Identifier: Apache-2.0
/** The answers of each command, as text and as JSON. */
package io.deltabook.job.cli.answer;
