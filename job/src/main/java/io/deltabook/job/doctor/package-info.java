// SPDX-License-Identifier: Apache-2.0
/** Whether a machine is fit for a run: facts of the machine, and what follows from them. */
package io.deltabook.job.doctor;
