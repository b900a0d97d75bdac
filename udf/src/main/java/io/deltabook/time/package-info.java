// SPDX-License-Identifier: Apache-2.0
/** Times in nanoseconds since 1970 (UTC), and the hours they fall into. */
package io.deltabook.time;
