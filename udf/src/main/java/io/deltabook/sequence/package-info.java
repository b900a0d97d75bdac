// SPDX-License-Identifier: Apache-2.0
/** What the ids of messages prove: sequence modes, their evidence, gaps and duplicates. */
package io.deltabook.sequence;
