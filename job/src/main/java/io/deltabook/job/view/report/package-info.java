// SPDX-License-Identifier: Apache-2.0
/**
 * What an output is, as a file to hand on: the facts of all lanes, and a page that contains them.
 */
package io.deltabook.job.view.report;
