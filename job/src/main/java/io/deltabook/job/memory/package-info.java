// SPDX-License-Identifier: Apache-2.0
/** Memory of the process: measured, and kept below a limit by throttling the sources. */
package io.deltabook.job.memory;
