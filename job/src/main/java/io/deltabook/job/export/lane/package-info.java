// SPDX-License-Identifier: Apache-2.0
/** What the files of every format receive: the trusted rows of one lane, day by day. */
package io.deltabook.job.export.lane;
