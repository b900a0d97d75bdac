// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.parquet.testing.DuckDb;
import java.nio.file.Path;
import java.util.List;

/** Compares two outputs by an engine that is not ours. */
public final class SameRows {
    private static final List<String> DATASETS =
            List.of("events", "quotes", "periods", "rejects", "incidents", "statistics");

    private SameRows() {}

    /** Every row of every dataset is in both outputs, the same number of times. */
    public static void assertIn(Path one, Path other) {
        for (String dataset : DATASETS) {
            assertThat(count(one, dataset))
                    .as("rows of %s", dataset)
                    .isPositive()
                    .isEqualTo(count(other, dataset));
            assertThat(missing(one, other, dataset)).as("only in %s", one).isZero();
        }
    }

    private static long count(Path output, String dataset) {
        return DuckDb.number("select count(*) from " + rows(output, dataset));
    }

    private static long missing(Path one, Path other, String dataset) {
        return DuckDb.number(
                "select count(*) from (from %s except all from %s)"
                        .formatted(rows(one, dataset), rows(other, dataset)));
    }

    private static String rows(Path output, String dataset) {
        return "read_parquet('%s/%s/**/*.parquet', hive_partitioning = true)"
                .formatted(output, dataset);
    }
}
