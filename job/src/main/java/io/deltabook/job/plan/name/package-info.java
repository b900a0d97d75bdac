// SPDX-License-Identifier: Apache-2.0
/** What the names of files tell about their order. */
package io.deltabook.job.plan.name;
