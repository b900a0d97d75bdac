// SPDX-License-Identifier: Apache-2.0
/**
 * What is derived from committed files: the manifest, the summary, and whose output a folder is.
 */
package io.deltabook.job.report;
