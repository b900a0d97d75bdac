// SPDX-License-Identifier: Apache-2.0
/** What each command answers, as text and as JSON. */
package io.deltabook.job.cli.answer;
