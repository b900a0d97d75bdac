// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.parquet.dialect.DeltaDialect;

/** The user's choice of dialect: one for all files, or the one that fits each lane's columns. */
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

    /** The chosen dialect, null for {@link #AUTO}. */
    DeltaDialect dialect() {
        return dialect;
    }

    /** The spelling used in options; Flink parses this form. */
    @Override
    public String toString() {
        return dialect == null ? "auto" : dialect.word();
    }
}
