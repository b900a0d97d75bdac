// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import io.deltabook.benchmarks.contender.DuckCopyRun.Columns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the job against the other ways to do the work, on the same data. */
final class Comparison {
    static final String JOB_2 = "deltabook, parallelism 2";
    static final String IDIOMATIC = "idiomatic Flink job, parallelism 2";
    static final String DUCK_EVENTS_1 = "DuckDB COPY of the event columns, 1 thread";
    static final String DUCK_EVENTS_2 = "DuckDB COPY of the event columns, 2 threads";
    static final String DUCK_INPUT_1 = "DuckDB COPY of the input columns, 1 thread";
    static final String DUCK_INPUT_2 = "DuckDB COPY of the input columns, 2 threads";

    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    private final Workspace workspace;
    private final Dataset data;
    private final Dataset small;
    private final Map<Contender, Dataset> contenders = new LinkedHashMap<>();
    private final List<Contender> gated;

    /**
     * @param rows rows of the data; the idiomatic job gets at most {@code smallRows} of them
     */
    Comparison(Workspace workspace, Contenders ways, long rows, long smallRows, int symbols)
            throws IOException {
        this.workspace = workspace;
        data = workspace.dataset(rows, symbols);
        small = rows <= smallRows ? data : workspace.dataset(smallRows, symbols);
        Contender job = ways.job(JOB_2, 2);
        Contender plain = ways.plainWriter("deltabook with the plain writer, parallelism 2", 2);
        Contender idiomatic = ways.idiomatic(IDIOMATIC, 2);
        gated = List.of(job, plain, idiomatic);
        contenders.put(job, data);
        contenders.put(ways.job("deltabook, parallelism 1", 1), data);
        contenders.put(plain, data);
        contenders.put(ways.scan("raw scan, one thread"), data);
        contenders.put(ways.duckCopy(DUCK_EVENTS_1, Columns.EVENTS, 1), data);
        contenders.put(ways.duckCopy(DUCK_EVENTS_2, Columns.EVENTS, 2), data);
        contenders.put(ways.duckCopy(DUCK_INPUT_1, Columns.INPUT, 1), data);
        contenders.put(ways.duckCopy(DUCK_INPUT_2, Columns.INPUT, 2), data);
        addIfAny(ways.polarsCopy("polars' sink of the input columns, 1 thread", 1));
        addIfAny(ways.polarsCopy("polars' sink of the input columns, 2 threads", 2));
        addIfAny(ways.sparkCopy("Spark's copy of the input columns, 2 threads", 2));
        contenders.put(idiomatic, small);
    }

    private void addIfAny(Contender contender) {
        if (contender != null) {
            contenders.put(contender, data);
        }
    }

    Dataset data() {
        return data;
    }

    Dataset small() {
        return small;
    }

    /**
     * Runs every contender that writes events once, and compares its events with the input.
     *
     * @return what was equal, one line per contender
     */
    List<String> gate() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (Contender contender : gated) {
            LOG.info("Gate: {}", contender.name());
            Place place = workspace.place(contenders.get(contender));
            contender.run(place);
            Gate.Deltas deltas =
                    Gate.require(contender.name(), place.data().folder(), place.output());
            lines.add(
                    "%s: %,d deltas, digest %s"
                            .formatted(contender.name(), deltas.count(), deltas.digest()));
        }
        workspace.clear();
        return lines;
    }

    /** Runs all contenders in turn, the given number of times. */
    Map<String, List<Measurement>> measure(int repetitions)
            throws IOException, InterruptedException {
        Map<String, List<Measurement>> all = new LinkedHashMap<>();
        for (int i = 1; i <= repetitions; i++) {
            for (Map.Entry<Contender, Dataset> entry : contenders.entrySet()) {
                Contender contender = entry.getKey();
                Measurement run = contender.run(workspace.place(entry.getValue()));
                LOG.info("Round {} of {}, {}: {}", i, repetitions, contender.name(), run.summary());
                all.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(run);
            }
        }
        workspace.clear();
        return all;
    }
}
