// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.DeltaBatchCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * States written by each version so far are kept as bytes, with the batches that came next and what
 * the engine said to them; this code must restore them and say the same. The fixture of a new
 * version is written once, with {@code -Ddeltabook.fixture=lane-v4}; what is said to it again with
 * {@code -Ddeltabook.said=lane-v4} where the rules change.
 */
final class LaneStateFixtureTest {
    private static final int BATCH_ROWS = 7;
    private static final int MORE_BATCHES = 15;
    private static final Path FOLDER = Path.of("src/test/resources/fixtures");

    @ParameterizedTest
    @ValueSource(strings = {"lane-v1", "lane-v2", "lane-v3", "lane-v4"})
    void aStateOfEveryVersionContinuesAsItWould(String name) throws IOException {
        if (name.equals(System.getProperty("deltabook.fixture"))) {
            write(name);
        }
        List<String> said = new ArrayList<>();
        DataInputStream rest = new DataInputStream(new ByteArrayInputStream(bytes(name, "rest")));
        DataInputStream states =
                new DataInputStream(new ByteArrayInputStream(bytes(name, "state")));
        int lanes = rest.readInt();
        for (int lane = 0; lane < lanes; lane++) {
            LaneState state = SavedLane.read(states);
            said.addAll(goOn(lane, state, settings(lane), batches(rest)));
        }
        assertThat(states.available()).isZero();
        if (name.equals(System.getProperty("deltabook.said"))) {
            Files.writeString(FOLDER.resolve(name + "-said.bin"), String.join("\n", said));
        }
        assertThat(String.join("\n", said))
                .isEqualTo(new String(bytes(name, "said"), StandardCharsets.UTF_8));
    }

    @Test
    void aStateOfAnotherVersionIsRefusedByNumber() {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[] {99}));
        assertThatThrownBy(() -> LaneStateCodec.read(in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lane state version must be 1 to 4, but was 99");
    }

    private static byte[] bytes(String name, String part) throws IOException {
        String resource = "/fixtures/" + name + "-" + part + ".bin";
        try (InputStream in = LaneStateFixtureTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return in.readAllBytes();
        }
    }

    private static List<DeltaBatch> batches(DataInputStream in) throws IOException {
        List<DeltaBatch> batches = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            batches.add(DeltaBatchCodec.read(in));
        }
        return batches;
    }

    private static List<String> goOn(
            int lane, LaneState state, BookSettings settings, List<DeltaBatch> batches) {
        RecordingOutput output = new RecordingOutput();
        LaneEngine engine = new LaneEngine(settings, output);
        for (DeltaBatch batch : batches) {
            engine.process(state, batch);
        }
        List<String> said = new ArrayList<>();
        output.events.forEach(event -> said.add(lane + " " + event));
        output.incidents.forEach(incident -> said.add(lane + " " + incident));
        said.add(lane + " unaccounted=" + state.counters().unaccountedRows());
        return said;
    }

    /** The settings that the lanes of all fixtures are rebuilt with; never to be changed. */
    private static BookSettings settings(int lane) {
        return SettingsBuilder.settings()
                .ring(5)
                .everyUpdates(20)
                .restartAfter(3 + lane % 5)
                .build();
    }

    /** Half of the lanes continue from a seed, and some of these are at its seam. */
    private static LaneState begin(int lane, DeltaScenario scenario, LaneEngine engine) {
        LaneSeed seed =
                lane % 2 == 0
                        ? null
                        : RunChain.seed(
                                EngineRun.of(scenario, settings(lane), BATCH_ROWS).output.events,
                                1_000);
        return seed == null
                ? engine.start(scenario.lane())
                : LaneState.seeded(scenario.lane(), settings(lane), seed);
    }

    private static void write(String name) throws IOException {
        ByteArrayOutputStream states = new ByteArrayOutputStream();
        ByteArrayOutputStream rests = new ByteArrayOutputStream();
        DataOutputStream rest = new DataOutputStream(rests);
        List<String> said = new ArrayList<>();
        int lanes = 8;
        rest.writeInt(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            DeltaScenario scenario = RandomScenario.wild(lane).scenario();
            List<DeltaBatch> batches = scenario.batches(BATCH_ROWS);
            int half = lane % 4 == 1 ? 0 : batches.size() / 2;
            LaneEngine engine = new LaneEngine(settings(lane), new RecordingOutput());
            LaneState state = begin(lane, scenario, engine);
            for (DeltaBatch batch : batches.subList(0, half)) {
                engine.process(state, batch);
            }
            new SavedLane().write(state, new DataOutputStream(states));
            int end = Math.min(half + MORE_BATCHES, batches.size() - 1);
            List<DeltaBatch> more = new ArrayList<>(batches.subList(half, end));
            more.add(DeltaBatch.endOfLane(scenario.lane()));
            rest.writeInt(more.size());
            for (DeltaBatch batch : more) {
                DeltaBatchCodec.write(batch, rest);
            }
            said.addAll(goOn(lane, state, settings(lane), more));
        }
        Files.write(FOLDER.resolve(name + "-state.bin"), states.toByteArray());
        Files.write(FOLDER.resolve(name + "-rest.bin"), rests.toByteArray());
        Files.writeString(FOLDER.resolve(name + "-said.bin"), String.join("\n", said));
    }
}
