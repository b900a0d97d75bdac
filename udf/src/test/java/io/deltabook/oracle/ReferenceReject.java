// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.RejectReason;

/** A row that could not be used. */
public record ReferenceReject(String file, long row, RejectReason reason, long updateId) {}
