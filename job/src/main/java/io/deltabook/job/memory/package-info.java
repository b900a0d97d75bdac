// SPDX-License-Identifier: Apache-2.0
/** Memory of the process: measured, kept below a limit by holding back the sources, and planned. */
package io.deltabook.job.memory;
