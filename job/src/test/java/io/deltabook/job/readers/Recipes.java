// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.readers;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.readers.PageSnippets.Snippet;
import io.deltabook.job.testing.RunOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The snippets of docs/recipes.md over the views of an output, and its lanes replayed. */
final class Recipes {
    static final long SECOND = 1_000_000_000;

    private final PageSnippets page = PageSnippets.read("recipes.md");
    private final List<ReplayedLane> lanes;
    private final String views;

    Recipes(RunOutput output) throws IOException {
        views = CommandLineRun.succeeds("sql", output.folder()).out();
        lanes = GoldenOutput.LANES.stream().map(name -> ReplayedLane.of(output, name)).toList();
    }

    /** The lanes, in the order of exchange and symbol. */
    List<ReplayedLane> lanes() {
        return lanes;
    }

    List<String> headings() {
        return page.headings();
    }

    /** Rows of a query in which {@code $snippet} stands for the result of a snippet. */
    List<String> rows(String heading, int number, String query) {
        Snippet snippet = page.snippet(heading, number);
        Snippet mids = page.snippet("Mid per second", 0);
        return DuckDb.rows(
                views + mids.before() + snippet.before(),
                query.replace("$snippet", "(" + snippet.query() + ")"));
    }

    /** The mids by lane and second, null where there is none. */
    Map<String, Double> mids() {
        Map<String, Double> mids = new TreeMap<>();
        for (String row :
                rows(
                        "Mid per second",
                        0,
                        "select exchange, symbol, epoch_ns(second), mid from $snippet")) {
            String[] values = row.split("\\|");
            mids.put(
                    values[0] + "|" + values[1] + "|" + values[2],
                    values[3].equals("null") ? null : Double.valueOf(values[3]));
        }
        return mids;
    }

    /** The numbers of a row without trailing zeros. */
    static List<String> stripped(String row) {
        return List.of(row.split("\\|")).stream()
                .map(value -> new BigDecimal(value).stripTrailingZeros().toPlainString())
                .toList();
    }
}
