// SPDX-License-Identifier: Apache-2.0
/** {@code book-at}, and how commands about books read instants and lengths of time. */
package io.deltabook.job.cli.ask;
