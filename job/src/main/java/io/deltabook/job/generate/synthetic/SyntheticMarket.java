// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.generate.LaneFiles;
import io.deltabook.job.storage.LaneTasks;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Generates the lanes of a synthetic exchange and records what it planted in them. */
public final class SyntheticMarket {
    /** Exchange of all symbols. */
    public static final String EXCHANGE = "SYNTH";

    /** File beside the data that records what a run must find. */
    public static final String EXPECTED = "expected.json";

    private static final Instant MIDNIGHT = Instant.parse("2024-08-09T00:00:00Z");
    private static final long NANOS = 1_000_000_000L;

    /** Makes the last message of the day arrive on the next. */
    private static final long BEFORE_MIDNIGHT = 3_000_000L;

    /** Average rows of a message, used to put midnight about in the middle. */
    private static final long MEAN_ROWS = 52;

    private final GenerateSettings settings;

    public SyntheticMarket(GenerateSettings settings) {
        this.settings = settings;
    }

    /**
     * Writes all files, one core per symbol.
     *
     * @return what was planted, by symbol
     * @throws IOException if the folder is not empty or cannot be written
     */
    public Map<String, Planted> write() throws IOException {
        requireEmpty(settings.output());
        SplittableRandom seeds = new SplittableRandom(settings.seed());
        List<Instrument> instruments = Instrument.first(settings.symbols());
        List<Callable<Planted>> tasks = new ArrayList<>();
        for (int i = 0; i < instruments.size(); i++) {
            Instrument instrument = instruments.get(i);
            SplittableRandom random = seeds.split();
            long rows = rowsOf(i);
            tasks.add(() -> writeLane(instrument, random, rows));
        }
        List<Planted> written = LaneTasks.run(tasks);
        Map<String, Planted> planted = new LinkedHashMap<>();
        for (int i = 0; i < instruments.size(); i++) {
            planted.put(instruments.get(i).symbol(), written.get(i));
        }
        writeExpected(planted);
        return planted;
    }

    /** The sum over all symbols. */
    public static Planted total(Map<String, Planted> lanes) {
        Planted total = new Planted();
        lanes.values().forEach(total::add);
        return total;
    }

    private Planted writeLane(Instrument instrument, SplittableRandom random, long rows)
            throws IOException {
        Path lane =
                settings.output()
                        .resolve("deltas")
                        .resolve("exchange=" + EXCHANGE)
                        .resolve("symbol=" + instrument.symbol());
        Planted planted = new Planted();
        Market market =
                new Market(instrument, random.split(), startNanos(rows), settings.interval());
        LaneFiles files = new LaneFiles(lane, NativeColumns.SCHEMA, settings.form());
        try (files) {
            MessageWriter out = new MessageWriter(files, market, planted, random.split());
            LaneGenerator generator = new LaneGenerator(market, out, planted, random.split());
            if (settings.clean()) {
                generator.writeClean(rows);
            } else {
                generator.write(rows);
            }
        }
        planted.add(Planted.Count.FILES, files.files());
        return planted;
    }

    private long rowsOf(int lane) {
        long share = settings.rows() / settings.symbols();
        return lane == 0 ? share + settings.rows() % settings.symbols() : share;
    }

    private long startNanos(long rows) {
        if (settings.start() != null) {
            return nanos(settings.start());
        }
        long half = rows / MEAN_ROWS / 2 * settings.interval();
        return nanos(MIDNIGHT) - half - BEFORE_MIDNIGHT;
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * NANOS + time.getNano();
    }

    public static void requireEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new FileAlreadyExistsException(
                            "[" + folder + "] must be a new or empty folder, but holds files");
                }
            }
        }
        Files.createDirectories(folder);
    }

    private void writeExpected(Map<String, Planted> lanes) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode();
        json.put("seed", settings.seed());
        json.put("exchange", EXCHANGE);
        json.set("total", total(lanes).toJson());
        ObjectNode symbols = json.putObject("symbols");
        lanes.forEach((symbol, planted) -> symbols.set(symbol, planted.toJson()));
        Files.writeString(
                settings.output().resolve(EXPECTED),
                mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }
}
