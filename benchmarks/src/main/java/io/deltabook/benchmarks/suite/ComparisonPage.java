// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Formats a comparison as a part of the page. */
final class ComparisonPage {
    private final Map<String, List<Measurement>> runs;

    ComparisonPage(Map<String, List<Measurement>> runs) {
        this.runs = runs;
    }

    /**
     * The whole part of the page.
     *
     * @param command the command that repeats the measurement
     * @param shape origin of the data
     * @param gate what was equal
     */
    String text(String command, String shape, Comparison comparison, List<String> gate) {
        StringBuilder text = new StringBuilder("## Against other ways to do the work\n\n");
        text.append("Machine: ").append(Machine.describe()).append(".  \n");
        text.append("Repeat it with: `").append(command).append("`  \n");
        text.append("Data: ").append(shape).append(", ");
        text.append(describe(comparison.data()));
        if (comparison.small() != comparison.data()) {
            text.append("; for the idiomatic job ").append(describe(comparison.small()));
        }
        text.append(". The files lie in the page cache.\n\n");
        text.append("Equal before anything is timed (number and digest of id, side, price,");
        text.append(" quantity of all deltas, output against input, by DuckDB):\n\n");
        gate.forEach(line -> text.append("* ").append(line).append('\n'));
        text.append('\n').append(table()).append('\n').append(ratios());
        return text.toString();
    }

    private static String describe(Dataset data) {
        return "%,d rows of %d symbols, %.1f MB"
                .formatted(data.rows(), data.symbols(), data.bytes() / 1e6);
    }

    private String table() {
        StringBuilder table =
                new StringBuilder(
                        """
                        | | M rows/s, job | M rows/s, process | CPU ns a row | peak memory, MB | bytes in a row | bytes out a row |
                        |---|---|---|---|---|---|---|
                        """);
        runs.forEach(
                (name, measured) ->
                        table.append(
                                "| %s | %s | %s | %.0f | %s | %.2f | %s |%n"
                                        .formatted(
                                                name,
                                                Spread.of(measured, Measurement::rowsPerJobSecond)
                                                        .inMillions(),
                                                Spread.of(
                                                                measured,
                                                                Measurement::rowsPerProcessSecond)
                                                        .inMillions(),
                                                Spread.of(measured, Measurement::cpuNanosPerRow)
                                                        .median(),
                                                memory(measured),
                                                perRow(measured, Measurement::bytesIn),
                                                bytesOut(measured))));
        return table
                + """

                Median of %d runs in turn (smallest–largest). *job*: from the submission of the job to its end, its last
                commit included; of the scan and of DuckDB the statement alone. *process*: from the start of the process
                to its end, the start of the JVM and of the cluster, planning, manifest and report included. CPU is that of
                the whole process.
                """
                        .formatted(runs.values().iterator().next().size());
    }

    private static String memory(List<Measurement> measured) {
        Spread peak = Spread.of(measured, Measurement::peakBytes);
        return peak.median() == 0
                ? "–"
                : "%.0f (at most %.0f)".formatted(peak.median() / 1e6, peak.max() / 1e6);
    }

    private static double perRow(List<Measurement> measured, ToDoubleFunction<Measurement> bytes) {
        return Spread.of(measured, bytes).median() / measured.get(0).rows();
    }

    private static String bytesOut(List<Measurement> measured) {
        double bytes = perRow(measured, Measurement::bytesOut);
        return bytes == 0 ? "–" : "%.2f".formatted(bytes);
    }

    private String ratios() {
        return """

               | %s is | by job time | by process time |
               |---|---|---|
               | times the idiomatic job | %.1f | %.1f |
               | times DuckDB's COPY of the event columns (the better of 1 and 2 threads) | %.2f | %.2f |
               | times DuckDB's COPY of the input columns (the better of 1 and 2 threads) | %.2f | %.2f |
               """
                .formatted(
                        Comparison.JOB_2,
                        overIdiomatic(Measurement::rowsPerJobSecond),
                        overIdiomatic(Measurement::rowsPerProcessSecond),
                        overCopyOfEvents(Measurement::rowsPerJobSecond),
                        overCopyOfEvents(Measurement::rowsPerProcessSecond),
                        overCopyOfInput(Measurement::rowsPerJobSecond),
                        overCopyOfInput(Measurement::rowsPerProcessSecond));
    }

    private double overIdiomatic(ToDoubleFunction<Measurement> speed) {
        return median(Comparison.JOB_2, speed) / median(Comparison.IDIOMATIC, speed);
    }

    private double overCopyOfEvents(ToDoubleFunction<Measurement> speed) {
        return overBetter(Comparison.DUCK_EVENTS_1, Comparison.DUCK_EVENTS_2, speed);
    }

    private double overCopyOfInput(ToDoubleFunction<Measurement> speed) {
        return overBetter(Comparison.DUCK_INPUT_1, Comparison.DUCK_INPUT_2, speed);
    }

    private double overBetter(String one, String other, ToDoubleFunction<Measurement> speed) {
        return median(Comparison.JOB_2, speed) / Math.max(median(one, speed), median(other, speed));
    }

    private double median(String contender, ToDoubleFunction<Measurement> value) {
        return Spread.of(runs.get(contender), value).median();
    }
}
