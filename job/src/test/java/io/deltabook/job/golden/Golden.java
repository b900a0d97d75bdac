// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltabook.job.testing.RunOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Real captures with an independent truth, beside the project; tests skip where they are absent.
 */
public final class Golden {
    /**
     * The top 20 of a row's {@code bids} and {@code asks} in the truth's form, best first, bids
     * before asks, and of that the first 16 digits of the SHA-256.
     */
    static final String TOP20_HASH =
            """
            substr(sha256(array_to_string(list_transform(list_concat(bids[1:20], asks[1:20]),
                lambda l: rtrim(rtrim(l.price::varchar, '0'), '.') || ':'
                    || rtrim(rtrim(l.quantity::varchar, '0'), '.')), ',')), 1, 16)
            """;

    private Golden() {}

    static boolean isThere() {
        return Files.isDirectory(root());
    }

    private static Path root() {
        return Path.of(System.getProperty("deltabook.golden", "../../shared/golden"));
    }

    /** A file or folder of the golden data. */
    public static Path path(String name) {
        Path root = root();
        assumeTrue(Files.isDirectory(root), () -> "[" + root + "] holds no golden data: skipped");
        return root.toAbsolutePath().normalize().resolve(name);
    }

    /**
     * Levels listed as known that are not those of the truth, of every message whose levels it
     * lists: three at most.
     *
     * @param known what the columns that count such levels begin with: certified or covered
     */
    static List<String> wrongLevels(
            RunOutput output, String books, String known, String symbol, String capture) {
        return output.rows(
                """
                with levels as (
                    select update_id, 'bid' side, unnest(range(%4$s_bids)) "level",
                        unnest(bids[1:%4$s_bids], recursive := true) from %1$s
                        where symbol = '%2$s'
                    union all
                    select update_id, 'ask', unnest(range(%4$s_asks)),
                        unnest(asks[1:%4$s_asks], recursive := true) from %1$s
                        where symbol = '%2$s')
                select levels.* from levels join (select distinct u from %3$s) on update_id = u::bigint
                left join %3$s truth on update_id = truth.u::bigint and levels.side = truth.side
                    and levels.level = truth.level::bigint
                where levels.price is distinct from truth.price::decimal(38, 18)
                    or levels.quantity is distinct from truth.qty::decimal(38, 18)
                limit 3
                """
                        .formatted(books, symbol, csv(capture + "/truth/top20.csv"), known));
    }

    /** The relation of a CSV file of the golden data. */
    static String csv(String name) {
        return "read_csv('" + path(name) + "', all_varchar = true, header = true)";
    }
}
