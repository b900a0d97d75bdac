// SPDX-License-Identifier: Apache-2.0
/** Times in nanoseconds since 1970 (UTC), and their hours. */
package io.deltabook.time;
