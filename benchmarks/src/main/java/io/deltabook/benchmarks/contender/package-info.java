// SPDX-License-Identifier: Apache-2.0
/**
 * The processes that the job is compared with. Each is started by {@link
 * io.deltabook.benchmarks.suite}, does its work once and writes its own measurements to a file.
 */
package io.deltabook.benchmarks.contender;
