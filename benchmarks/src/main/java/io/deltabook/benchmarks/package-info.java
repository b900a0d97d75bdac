// SPDX-License-Identifier: Apache-2.0
/** JMH benchmarks of the parts of the job, each on one core. */
package io.deltabook.benchmarks;
