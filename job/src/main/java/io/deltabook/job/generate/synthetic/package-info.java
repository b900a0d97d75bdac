// SPDX-License-Identifier: Apache-2.0
/**
 * A synthetic market: seeded delta files in the native dialect or in the shape of a venue, with
 * planted faults and a list of them.
 */
package io.deltabook.job.generate.synthetic;
