// SPDX-License-Identifier: Apache-2.0
/** Lines and fields of CSV files, plain or gzipped, with their numbers and their text. */
package io.deltabook.job.importing.csv;
