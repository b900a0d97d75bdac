// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.amplify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.job.generate.synthetic.SyntheticMarket;
import io.deltabook.job.storage.LaneTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Generates large data with the shape of a real capture: repeats it for several symbols, with times
 * and ids shifted so that the sequence continues without a gap. Columns, dialect and physical types
 * are those of the capture; {@link Repetition} decides which rows are repeated and how far they are
 * shifted.
 */
public final class CaptureAmplifier {
    /** File beside the data that describes what was written. */
    public static final String FACTS = "amplified.json";

    private final AmplifySettings settings;

    /**
     * What was written.
     *
     * @param lanes the symbols, each with its exchange
     * @param rowsOfRepetition rows per repetition
     * @param times repetitions per symbol
     * @param idShift difference of the ids of consecutive repetitions
     * @param timeShiftNanos difference of the times of consecutive repetitions, ns
     * @param files number of files
     */
    public record Amplified(
            List<LaneId> lanes,
            long rowsOfRepetition,
            long times,
            long idShift,
            long timeShiftNanos,
            int files) {
        /** Rows over all symbols. */
        public long rows() {
            return rowsOfRepetition * times * lanes.size();
        }
    }

    public CaptureAmplifier(AmplifySettings settings) {
        this.settings = settings;
    }

    /**
     * Reads the capture and writes all files, one core per symbol.
     *
     * @throws BadInputException if the capture cannot be repeated
     * @throws IOException if the output folder is not empty or cannot be written
     */
    public Amplified write() throws IOException {
        Capture capture = Capture.read(settings.capture());
        Repetition repetition = Repetition.of(capture);
        long times = settings.timesOf(repetition.size());
        requireRoom(repetition, times);
        SyntheticMarket.requireEmpty(settings.output());
        List<LaneId> lanes = lanes(capture.lane());
        int files = write(capture, repetition, lanes, times);
        Amplified amplified =
                new Amplified(
                        lanes,
                        repetition.size(),
                        times,
                        repetition.idShift(),
                        repetition.timeShiftNanos(),
                        files);
        writeFacts(amplified);
        return amplified;
    }

    private static void requireRoom(Repetition repetition, long times) {
        long byTime =
                (Missing.LATEST_TIME_NANOS - repetition.lastTimeNanos())
                        / repetition.timeShiftNanos();
        long byId =
                repetition.idShift() == 0
                        ? Long.MAX_VALUE
                        : (Long.MAX_VALUE - repetition.lastId()) / repetition.idShift();
        long max = Math.min(byTime, byId) + 1;
        if (times > max) {
            throw new BadInputException(
                    "the capture can be repeated at most %d times, because times must stay before the year 2100 and ids within 64 bits, but %d were requested"
                            .formatted(max, times));
        }
    }

    /** The capture's own symbol, followed by numbered ones. */
    private List<LaneId> lanes(LaneId captured) {
        List<LaneId> lanes = new ArrayList<>();
        for (int i = 0; i < settings.symbols(); i++) {
            String symbol = i == 0 ? captured.symbol() : captured.symbol() + "-" + (i + 1);
            lanes.add(new LaneId(captured.exchange(), symbol));
        }
        return lanes;
    }

    private int write(Capture capture, Repetition repetition, List<LaneId> lanes, long times)
            throws IOException {
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (LaneId lane : lanes) {
            LaneCopy copy = new LaneCopy(capture, repetition, lane);
            tasks.add(() -> copy.write(settings, times));
        }
        return LaneTasks.run(tasks).stream().mapToInt(Integer::intValue).sum();
    }

    private void writeFacts(Amplified amplified) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode();
        json.put("rows", amplified.rows());
        json.put("rows_of_repetition", amplified.rowsOfRepetition());
        json.put("times", amplified.times());
        json.put("id_shift", amplified.idShift());
        json.put("time_shift_nanos", amplified.timeShiftNanos());
        ArrayNode lanes = json.putArray("lanes");
        amplified.lanes().forEach(lane -> lanes.add(lane.toString()));
        Files.writeString(
                settings.output().resolve(FACTS),
                mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }
}
