// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.parquet.dialect.DeltaDialect;

/** The dialect that a user asks for: one of them, or the one that fits the columns of each lane. */
public enum DialectChoice {
    AUTO(null),
    NATIVE(DeltaDialect.NATIVE),
    LAKE(DeltaDialect.LAKE),
    LAKE_API(DeltaDialect.LAKE_API),
    TARDIS(DeltaDialect.TARDIS),
    BINANCE(DeltaDialect.BINANCE),
    CRYPTOFEED(DeltaDialect.CRYPTOFEED);

    private final DeltaDialect dialect;

    DialectChoice(DeltaDialect dialect) {
        this.dialect = dialect;
    }

    /** The dialect asked for, null for {@link #AUTO}. */
    DeltaDialect dialect() {
        return dialect;
    }

    /** As it is written in options; Flink reads it by this form. */
    @Override
    public String toString() {
        return dialect == null ? "auto" : dialect.word();
    }
}
