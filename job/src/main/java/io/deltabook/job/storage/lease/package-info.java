// SPDX-License-Identifier: Apache-2.0
/**
 * The lock of a folder in a store, where the system locks no files: an object that names its holder
 * (run, host, process) and the time at which it ends. Whoever drives a run renews it every 15 s for
 * 60 s.
 *
 * <ul>
 *   <li>A second writer is refused by name, and told when the lease ends.
 *   <li>A lease is released at the end. That of a process on the same kernel that is known to have
 *       ended is taken over at once, on Linux; any other 30 s after it ended, because clocks of
 *       machines differ.
 *   <li>A holder whose lease names another, or who could not renew it for 45 s, has lost it and
 *       must stop.
 *   <li>S3 is asked to compare ({@code If-None-Match}, {@code If-Match}), so that one of several
 *       writers has the lease. Whether it does is tried each time. Where it does not, and through
 *       other plugins, the last writer wins: each waits 5 s and reads back who that is.
 * </ul>
 *
 * <p>It is advice, not a fence. A driver that is paused as a whole cannot stop its job meanwhile.
 * Where the store does not compare, a writer that takes longer than 5 s between seeing a lease free
 * and having written its own may believe to have it beside another, until the next renewal. Clocks
 * must agree within 30 s.
 */
package io.deltabook.job.storage.lease;
