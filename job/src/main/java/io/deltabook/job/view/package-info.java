// SPDX-License-Identifier: Apache-2.0
/** What a page shows of an output: bounded answers about hours, quotes, activity and findings. */
package io.deltabook.job.view;
