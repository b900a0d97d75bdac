// SPDX-License-Identifier: Apache-2.0
/** Lines and fields of CSV files, plain or gzipped, with their numbers and original text. */
package io.deltabook.job.importing.csv;
