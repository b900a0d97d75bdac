// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import java.math.BigDecimal;

/**
 * A trade.
 *
 * @param at its times; trades have no update id
 * @param id the venue's id, null if it has none
 * @param isBuy whether the buyer was the aggressor, null if the venue does not tell
 */
public record ExportedTrade(
        RowStamp at, Long id, Boolean isBuy, BigDecimal price, BigDecimal quantity) {}
