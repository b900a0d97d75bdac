// SPDX-License-Identifier: Apache-2.0
/** Checks of the datasets that follow from the events: quotes and periods. */
package io.deltabook.job.verify.derived;
