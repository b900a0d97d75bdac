// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.EventBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.benchmarks.contender.Plans;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.engine.BookSettings;
import io.deltabook.engine.EngineOutput;
import io.deltabook.engine.LaneEngine;
import io.deltabook.engine.LaneState;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.amplify.AmplifySettings;
import io.deltabook.job.generate.amplify.CaptureAmplifier;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The data of the benchmarks: one repetition of a capture, starting with its snapshot. */
final class CaptureData implements AutoCloseable {
    private final Path folder;
    private final LaneGroup group;

    private CaptureData(Path folder, LaneGroup group) {
        this.folder = folder;
        this.group = group;
    }

    /** Writes the repetition to a temporary folder. */
    static CaptureData of(Shape shape) throws IOException {
        Path folder = Files.createTempDirectory("deltabook-jmh");
        Path data = folder.resolve("data");
        new CaptureAmplifier(
                        new AmplifySettings(
                                shape.capture(Shape.golden(), Shape.work()),
                                data,
                                1,
                                0,
                                1,
                                100_000,
                                Long.MAX_VALUE,
                                FileCodec.SNAPPY))
                .write();
        JobConf conf = conf(data, Map.of());
        return new CaptureData(folder, Plans.plan(conf).groups().get(0));
    }

    private static JobConf conf(Path data, Map<String, Object> options) throws IOException {
        try {
            return Plans.conf(data, data.resolveSibling("output"), options);
        } catch (InvalidConfigException e) {
            throw new IOException(e);
        }
    }

    /** The default settings of the book, except for the levels kept. */
    static BookSettings settings(int retained) throws IOException {
        return conf(Path.of("data"), Map.of("book.depth.retained", retained)).book();
    }

    LaneGroup group() {
        return group;
    }

    /** All rows, read with the job's reader. */
    List<DeltaBatch> batches() throws IOException {
        List<DeltaBatch> all = new ArrayList<>();
        for (PlannedFile file : group.files()) {
            try (ParquetDeltaReader reader = open(file)) {
                for (List<DeltaBatch> chunk = reader.readChunk();
                        chunk != null;
                        chunk = reader.readChunk()) {
                    all.addAll(chunk);
                }
            }
        }
        return all;
    }

    ParquetDeltaReader open(PlannedFile file) throws IOException {
        return Plans.open(group, file);
    }

    /** The events that the engine produces from all rows. */
    List<EventBatch> events() throws IOException {
        List<EventBatch> events = new ArrayList<>();
        LaneEngine engine = new LaneEngine(settings(5_000), new EventsOnly(events::add));
        LaneState state = engine.start(group.lanes().get(0));
        for (DeltaBatch batch : batches()) {
            engine.process(state, batch);
        }
        return events;
    }

    @Override
    public void close() {
        Folders.delete(folder);
    }

    /** Receives events. */
    @FunctionalInterface
    interface Events {
        void accept(EventBatch batch);
    }

    /** Passes on events and drops everything else. */
    static final class EventsOnly implements EngineOutput {
        private final Events events;

        EventsOnly(Events events) {
            this.events = events;
        }

        @Override
        public void events(EventBatch batch) {
            events.accept(batch);
        }

        @Override
        public void quotes(QuoteBatch batch) {}

        @Override
        public void period(Period period) {}

        @Override
        public void reject(Reject reject) {}

        @Override
        public void incident(Incident incident) {}

        @Override
        public void statistics(LaneStatistics statistics) {}
    }
}
