// SPDX-License-Identifier: Apache-2.0
/** Commands that answer from the books of an output: {@code book-at} and {@code grid}. */
package io.deltabook.job.cli.ask;
