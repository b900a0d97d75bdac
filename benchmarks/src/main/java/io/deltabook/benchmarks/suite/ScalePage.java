// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.util.List;

/** Formats how the job scales, and what that means for a year of data. */
final class ScalePage {
    private static final double HOURS_OF_YEAR = 8_760;
    private static final List<Integer> SYMBOLS = List.of(1, 4, 16, 64);
    private static final int BOX_CORES = 8;
    private static final int CLUSTER_BOXES = 8;

    /** What the launcher adds to the heap for each core. */
    private static final double HEAP_OF_CORE = 128 << 20;

    private final StringBuilder text = new StringBuilder("## How it scales\n\n");

    /**
     * @param command the command that repeats the measurement
     * @param shape origin of the data
     */
    ScalePage(String command, String shape) {
        text.append("Machine: ").append(Machine.describe()).append(".  \n");
        text.append("Repeat it with: `").append(command).append("`  \n");
        text.append("Data: ").append(shape).append(". Two symbols, parallelism 2 and a retained");
        text.append(" depth of 5,000 unless the table says otherwise.\n");
    }

    /** Adds a table of measurements. */
    ScalePage table(String title, String varied, List<Scale.Line> lines) {
        text.append("\n### ").append(title).append("\n\n");
        text.append("| ").append(varied);
        text.append(
                " | M rows/s, job | M rows/s, process | whole process, s | CPU, s | CPU ns a row | peak memory, MB |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (Scale.Line line : lines) {
            text.append(
                    "| %s | %s | %s | %.1f | %.1f | %.0f | %.0f |%n"
                            .formatted(
                                    line.label(),
                                    Spread.of(line.runs(), Measurement::rowsPerJobSecond)
                                            .inMillions(),
                                    Spread.of(line.runs(), Measurement::rowsPerProcessSecond)
                                            .inMillions(),
                                    seconds(line),
                                    Spread.of(line.runs(), Measurement::cpuSeconds).median(),
                                    Spread.of(line.runs(), Measurement::cpuNanosPerRow).median(),
                                    peak(line) / 1e6));
        }
        return this;
    }

    /** Adds the cost of one more row and the fixed cost of a run, from its two largest sizes. */
    ScalePage furtherRow(List<Scale.Line> sizes) {
        Scale.Line less = sizes.get(sizes.size() - 2);
        Scale.Line more = sizes.get(sizes.size() - 1);
        double row = (seconds(more) - seconds(less)) / (more.data().rows() - less.data().rows());
        double once = seconds(more) - row * more.data().rows();
        text.append(
                "%nBetween the two largest, a further row takes %.0f ns of the process's time (%.1f M rows/s); %.1f s are paid once a run: the start of the JVM and of the cluster, and the compilation of what is hot.%n"
                        .formatted(row * 1e9, 1e-6 / row, once));
        return this;
    }

    private static double seconds(Scale.Line line) {
        return line.data().rows()
                / Spread.of(line.runs(), Measurement::rowsPerProcessSecond).median();
    }

    private static double peak(Scale.Line line) {
        return Spread.of(line.runs(), Measurement::peakBytes).max();
    }

    private static double speed(Scale.Line line) {
        return Spread.of(line.runs(), Measurement::rowsPerJobSecond).median();
    }

    /**
     * Adds what a year of several symbols would take, computed from the measurements.
     *
     * @param largest the largest size at parallelism 2
     * @param one parallelism 1
     * @param two parallelism 2
     * @param lane a single symbol at parallelism 2: its lane is read, and its book kept, by one
     *     thread each
     */
    ScalePage sizing(Scale.Line largest, Scale.Line one, Scale.Line two, Scale.Line lane) {
        double yearOfSymbol = largest.data().rowsPerHour() * HOURS_OF_YEAR;
        double core = speed(largest) / 2;
        double slot = Math.max(0, peak(two) - peak(one));
        double bytesIn = largest.data().bytes() / (double) largest.data().rows();
        double bytesOut =
                Spread.of(largest.runs(), Measurement::bytesOut).median() / largest.data().rows();
        text.append("\n### A year of N symbols, computed\n\n");
        text.append(
                "A symbol of this shape has %.1f M rows an hour, %.1f billion a year. Computed from the figures above: %.2f M rows/s a core (of 2), at most %.2f M rows/s a symbol, because a lane is read by one thread and its book kept by another; memory %.0f MB with 2 slots on 2 cores, %.0f MB for each further slot and %.0f MB of heap for each further core, whatever the size of the input.%n%n"
                        .formatted(
                                largest.data().rowsPerHour() / 1e6,
                                yearOfSymbol / 1e9,
                                core / 1e6,
                                speed(lane) / 1e6,
                                peak(two) / 1e6,
                                slot / 1e6,
                                HEAP_OF_CORE / 1e6));
        text.append(
                "| symbols | rows | input | output | this machine, 2 cores | 28 GB box, %d cores | cluster of %d such boxes |%n"
                        .formatted(BOX_CORES, CLUSTER_BOXES));
        text.append("|---|---|---|---|---|---|---|\n");
        for (int symbols : SYMBOLS) {
            double rows = yearOfSymbol * symbols;
            text.append(
                    "| %d | %.0f billion | %.2f TB | %.2f TB | %s | %s | %s |%n"
                            .formatted(
                                    symbols,
                                    rows / 1e9,
                                    rows * bytesIn / 1e12,
                                    rows * bytesOut / 1e12,
                                    time(rows, 2 * core, symbols * speed(lane)),
                                    time(rows, BOX_CORES * core, symbols * speed(lane)),
                                    time(
                                            rows,
                                            BOX_CORES * CLUSTER_BOXES * core,
                                            symbols * speed(lane))));
        }
        double boxMemory = peak(two) + (BOX_CORES - 2) * (slot + HEAP_OF_CORE);
        text.append(
                "%nThe 28 GB box needs about %.1f GB for %d slots. More cores than measured are an extrapolation: disks and memory bandwidth may bound it sooner.%n"
                        .formatted(boxMemory / 1e9, BOX_CORES));
        return this;
    }

    private static String time(double rows, double byCores, double byLanes) {
        double hours = rows / Math.min(byCores, byLanes) / 3_600;
        return hours < 48 ? "%.1f h".formatted(hours) : "%.1f days".formatted(hours / 24);
    }

    String text() {
        return text.toString();
    }
}
