// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.Lane;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.testing.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that cannot be compacted: the reason is named, and nothing is changed. */
final class CompactionRefusalTest {
    private static final Lane LANE = Lanes.lane("S");

    @TempDir private Path folder;
    private PartedOutput output;
    private Path first;
    private Path second;

    @BeforeEach
    void makeOutput() throws IOException {
        output = new PartedOutput(folder.resolve("out"));
        first = output.part(LANE, Lanes.HOUR, List.of(Lanes.deltas(LANE, Lanes.HOUR, 0, 50)));
        second = output.part(LANE, Lanes.HOUR, List.of(Lanes.deltas(LANE, Lanes.HOUR, 50, 50)));
        output.reported();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() throws IOException {
        Map<String, String> before = Folders.content(output.folder());
        CompactSettings settings =
                new CompactSettings(
                        1 << 20,
                        RowGroupPolicy.AUTO,
                        1 << 20,
                        ColumnEventBatchWriter::open,
                        Set.of());
        AbstractThrowableAssert<?, ? extends Throwable> refusal =
                assertThatThrownBy(
                        () -> new Compaction(output.folder(), settings).run(rows -> more -> {}));
        assertThat(Folders.content(output.folder())).isEqualTo(before);
        return refusal;
    }

    @Test
    void aFolderThatIsNotAnOutput() throws IOException {
        Files.delete(output.folder().resolve("_deltabook.json"));

        assertRefused()
                .isInstanceOf(CompactRefusedException.class)
                .hasMessage(
                        "[%s] must be the output of a run, but has no _deltabook.json"
                                .formatted(output.folder()));
    }

    @Test
    void aPartThatStillWaitsForItsCommit() throws IOException {
        Path part = first.resolveSibling(".events-1-0.parquet.inprogress.0123-ab");
        Files.createFile(part);

        assertRefused()
                .isInstanceOf(CompactRefusedException.class)
                .hasMessageStartingWith("[" + part + "] must not be in progress any more")
                .hasMessageContaining(
                        "resume with 'deltabook run --resume --output " + output.folder() + "'");
    }

    @Test
    void aForeignFile() throws IOException {
        Path foreign = Files.copy(first, first.resolveSibling("copy.parquet"));
        Path hidden = Files.createFile(first.resolveSibling(".note"));

        assertRefused()
                .isInstanceOf(CompactRefusedException.class)
                .hasMessageContaining(
                        "[" + foreign + "] must be a committed file listed in manifest")
                .hasMessageContaining(
                        "[" + hidden + "] must be a committed file listed in manifest");
    }

    @Test
    void aForeignFileBesideTheOnlyPart() throws IOException {
        Path only =
                output.part(
                        LANE, Lanes.HOUR + 1, List.of(Lanes.deltas(LANE, Lanes.HOUR + 1, 100, 5)));
        output.reported();
        Path foreign = Files.copy(only, only.resolveSibling("copy.parquet"));

        assertRefused().hasMessageContaining("[" + foreign + "] must be a committed file");
    }

    @Test
    void aPartThatIsGone() throws IOException {
        Files.delete(second);

        assertRefused()
                .isInstanceOf(CompactRefusedException.class)
                .hasMessageContaining("[" + second + "]");
    }

    @Test
    void aPartOfAnotherSchemaVersion() throws IOException {
        replace(second, "deltabook.schema.version2", "deltabook.schema.version9");

        assertRefused()
                .isInstanceOf(CompactRefusedException.class)
                .hasMessage(
                        "[%s] schema version must be 1 to 2, but was 9; use the release that wrote it"
                                .formatted(second));
    }

    /** Replaces the last character of a text in the footer, where a byte stands between the two. */
    private static void replace(Path file, String from, String to) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int key = text.indexOf(from.substring(0, from.length() - 1));
        int at = text.indexOf(from.charAt(from.length() - 1), key + from.length() - 1);
        bytes[at] = (byte) to.charAt(to.length() - 1);
        Files.write(file, bytes);
    }

    @Test
    void aPartWithOtherColumns() throws IOException {
        Files.delete(second);
        DuckDb.run("copy (select 1 as event_seq) to '%s' (format parquet)".formatted(second));

        assertRefused()
                .isInstanceOf(CompactRefusedException.class)
                .hasMessageStartingWith("[" + second + "] column event_seq must be required int64");
    }

    @Test
    void aPartThatIsNotParquet() throws IOException {
        Files.writeString(second, "PAR1 and nothing else");

        assertRefused()
                .isInstanceOf(CompactRefusedException.class)
                .hasMessageStartingWith("[" + second + "] must be a whole Parquet file");
    }

    @Test
    void aPartThatIsNotWhatTheManifestSays() throws IOException {
        Files.copy(first, folder.resolve("first"));
        output.part(LANE, Lanes.HOUR + 1, List.of(Lanes.deltas(LANE, Lanes.HOUR + 1, 100, 5)));
        Files.delete(second);
        Path other = output.part(LANE, Lanes.HOUR, List.of(Lanes.deltas(LANE, Lanes.HOUR, 50, 49)));
        Files.move(other, second);

        assertRefused()
                .isInstanceOf(CompactRefusedException.class)
                .hasMessageStartingWith("[" + second + "] must be as manifest.jsonl says, ");
    }

    @Test
    void aPartWithAFlippedBit() throws IOException {
        byte[] bytes = Files.readAllBytes(second);
        bytes[bytes.length / 3] ^= 1;
        Files.write(second, bytes);

        assertRefused()
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("[" + second + "] must have the checksum in the manifest");
    }

    @Test
    void partsThatOverlap() throws IOException {
        Path third = output.part(LANE, Lanes.HOUR, List.of(Lanes.deltas(LANE, Lanes.HOUR, 99, 50)));
        output.reported();

        assertRefused()
                .isInstanceOf(CompactRefusedException.class)
                .hasMessage(
                        "[%s] must not overlap another file of its hour, but starts with event_seq 99 and %s ends with 99; check with 'deltabook verify'"
                                .formatted(third, second.getFileName()));
    }

    @Test
    void aPartOfAnotherHourOrLane() throws IOException {
        Lane other = Lanes.lane("OTHER");
        Path hour =
                output.part(
                        LANE, Lanes.HOUR + 1, List.of(Lanes.deltas(LANE, Lanes.HOUR + 1, 100, 5)));
        Path lane = output.part(other, Lanes.HOUR, List.of(Lanes.deltas(other, Lanes.HOUR, 0, 5)));
        Path movedHour = Files.move(hour, first.resolveSibling("hour.parquet"));
        Path movedLane = Files.move(lane, first.resolveSibling("lane.parquet"));
        output.reported();

        assertRefused()
                .isInstanceOf(CompactRefusedException.class)
                .hasMessageContaining("[" + movedHour + "] must hold one hour of the lane")
                .hasMessageContaining("[" + movedLane + "] must hold one hour of the lane");
    }

    @Test
    void aManifestThatCannotBeRead() throws IOException {
        Path manifest = output.folder().resolve(Manifest.FILE);
        Files.writeString(manifest, Files.readString(manifest) + "{}\n");

        assertRefused()
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("[" + manifest + "] line 3 must name a file")
                .hasMessageEndingWith("rewrite it with 'deltabook verify --rewrite'");
    }
}
