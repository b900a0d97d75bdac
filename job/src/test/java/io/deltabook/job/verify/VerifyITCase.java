// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.EventRow;
import io.deltabook.job.cli.testing.EventsFile;
import io.deltabook.job.cli.testing.OutputCopy;
import io.deltabook.job.cli.testing.SampleOutput;
import io.deltabook.job.output.DataFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Faults planted in the files of the output of a real run, and outputs compared. */
final class VerifyITCase {
    private static final String SYMBOL = "BTC-USDT";

    @RegisterExtension static final SampleOutput SAMPLE = new SampleOutput();

    @TempDir private Path folder;

    private OutputCopy output;

    @BeforeEach
    void copy() throws IOException {
        output = OutputCopy.of(SAMPLE.one(), folder.resolve("copy"));
    }

    @Test
    void aSoundOutputIsCleanAndTheSameAtAnyParallelismCodecAndCut() throws IOException {
        CommandLineRun run =
                output.verify("--against", SAMPLE.two(), "--digests --threads 1").assertSucceeded();

        Matcher digest = Pattern.compile("Clean: .* digest ([0-9a-f]{32})\n").matcher(run.out());
        assertThat(digest.find()).isTrue();
        assertThat(run.out())
                .contains("Digest of " + SAMPLE.two() + ": " + digest.group(1))
                .containsPattern(
                        "SYNTH:BTC-USDT +\\d{4}-\\d\\d-\\d\\dT23 +[0-9,]+" + " +[0-9a-f]{32}\n")
                .containsPattern("SYNTH:BTC-USDT +all +[0-9,]+ +[0-9a-f]{32}\n")
                .containsPattern("lane +hour +quotes +digest\n")
                .containsPattern("lane +periods +digest\nSYNTH:BTC-USDT +\\d+ +[0-9a-f]{32}\n")
                .doesNotContain("not compared");
    }

    @Test
    void snapshotsAreReplayedAndTheReportSaysHowDeep() {
        CommandLineRun run = output.verify();

        Matcher lane =
                Pattern.compile("SYNTH:BTC-USDT +([0-9,]+) +([0-9,]+) +([0-9,]+)\n")
                        .matcher(run.out());
        assertThat(lane.find()).as(run.out()).isTrue();
        assertThat(number(lane, 2)).as("replayed").isGreaterThan(30).isLessThan(number(lane, 1));
        assertThat(number(lane, 3)).as("levels").isGreaterThan(1_000);
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group).replace(",", ""));
    }

    @Test
    void aFlippedByteIsFoundByThePageAndByTheManifest() throws IOException {
        Path file = output.files(SYMBOL).get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        output.assertFinds()
                .assertOut(
                        "[" + output.relative(file) + "] crc32c must be",
                        "["
                                + output.relative(file)
                                + "] must be readable to its end, but after row ");

        output.withoutDerived();
        output.assertFinds()
                .assertOut(
                        "["
                                + output.relative(file)
                                + "] must be readable to its end, but after row ")
                .assertOut("There is no manifest.jsonl");
    }

    @Test
    void aFileInTheFolderOfAnotherHourIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(1);
        Path moved = file.getParent().resolveSibling("hour=05").resolve("moved.parquet");
        Files.createDirectories(moved.getParent());
        Files.move(file, moved);

        assertThat(output.verify("--most 3").out())
                .contains(
                        "hour=00 according to its event_timestamp ",
                        "more of kind hour (--all shows them)");
    }

    @Test
    void aMissingFileIsFoundWithAndWithoutAManifest() throws IOException {
        Path last = output.files(SYMBOL).get(1);
        Files.delete(last);

        output.assertFinds()
                .assertOut(
                        "["
                                + output.relative(last)
                                + "] must exist because manifest.jsonl lists it");

        output.withoutDerived();
        output.assertFinds().assertOut("SYNTH:BTC-USDT: rows of BOOK_DELTA must be ");
    }

    @Test
    void aMissingFirstFileIsAHole() throws IOException {
        Files.delete(output.withoutDerived().files(SYMBOL).get(0));

        output.assertFinds().assertOut("event_seq must be 0, but is ");
    }

    @Test
    void aChangedRejectIsFoundByItsChecksum() throws IOException {
        Path rejects = output.folder().resolve("rejects");
        Path file;
        try (Stream<Path> files = Files.walk(rejects)) {
            file = files.filter(each -> each.toString().endsWith(".parquet")).findFirst().get();
        }
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content).contains("parquet-mr version");
        Files.writeString(
                file,
                content.replace("parquet-mr version", "parquet-MR version"),
                StandardCharsets.ISO_8859_1);

        output.assertFinds().assertOut("[" + output.relative(file) + "] crc32c must be");
    }

    @Test
    void aFileTheManifestDoesNotNameIsFound() throws IOException {
        Path file = output.files(SYMBOL).get(0);
        Files.copy(file, file.resolveSibling("another.parquet"));

        output.assertFinds()
                .assertOut("another.parquet] must be in manifest.jsonl, but is not")
                .assertOut("must not overlap another file of its hour");
    }

    @Test
    void columnsOfAnotherSchemaAreFound() throws IOException {
        EventsFile file = output.withoutDerived().file(SYMBOL, 0);
        List<Type> fields = new ArrayList<>(file.schema().getFields());
        fields.add(Types.optional(PrimitiveTypeName.INT32).named("foreign"));
        file.writeAs(new MessageType("event", fields));

        output.assertFinds("1 schema")
                .assertOut(
                        "[%s] columns must be those of schema version 2, but there is also optional int32 foreign\n"
                                .formatted(output.relative(file.path())));
    }

    @Test
    void aMissingColumnIsFound() throws IOException {
        EventsFile file = output.withoutDerived().file(SYMBOL, 0);
        List<Type> fields = new ArrayList<>(file.schema().getFields());
        fields.removeIf(field -> field.getName().equals("trade_id"));
        file.writeAs(new MessageType("event", fields));

        output.assertFinds()
                .assertOut(
                        "[%s] column trade_id must be optional int64 trade_id, but is missing\n"
                                .formatted(output.relative(file.path())));
    }

    @Test
    void aMissingStatisticsRowMeansThatTheRunDidNotEnd() throws IOException {
        output.withoutDerived();
        for (Path file : DataFiles.below(output.folder().resolve("statistics"))) {
            if (file.toString().contains(SYMBOL)) {
                Files.delete(file);
            }
        }

        output.assertFinds("1 count")
                .assertOut("SYNTH:BTC-USDT: a complete lane must have a statistics row");
    }

    @Test
    void theFirstDifferenceOfTwoOutputsIsShown() throws IOException {
        EventsFile file = output.file(SYMBOL, 1);
        EventRow row = file.first("BOOK_DELTA").setUnits("delta_quantity", 12_345);
        file.write();

        CommandLineRun run =
                output.verify("--against", SAMPLE.two()).assertEndedWith(ExitCode.FAILED);

        assertThat(run.out())
                .containsPattern(
                        "event_seq %d: delta_quantity must be the same in both outputs, but is 0.000000000000012345 here and [0-9.]+ there"
                                .formatted(row.number("event_seq")))
                .contains("SYNTH:BTC-USDT: 1 hours differ from those in " + SAMPLE.two())
                .doesNotContain("ETH-USDT: 1 hours differ");
    }

    @Test
    void aSymbolThatOnlyOneOutputHasIsADifference() throws IOException {
        for (Path file : output.withoutDerived().files(SYMBOL)) {
            Files.delete(file);
        }

        assertThat(output.verify("--against", SAMPLE.two()).out())
                .contains(
                        "SYNTH:BTC-USDT: must be in both outputs, but is only in " + SAMPLE.two());
    }

    @Test
    void manifestAndSummaryAreRewrittenIfNothingElseIsWrong() throws IOException {
        Path manifest = output.folder().resolve("manifest.jsonl");
        Path summary = output.folder().resolve("summary.json");
        String sound = Files.readString(manifest);
        Files.writeString(manifest, sound.lines().skip(1).toList().get(0) + "\n");
        Files.writeString(summary, "{}");

        assertThat(output.verify().exitCode()).isEqualTo(ExitCode.FAILED);
        CommandLineRun run = output.verify("--rewrite").assertSucceeded();
        assertThat(run.out()).endsWith("manifest.jsonl and summary.json were rewritten.\n");
        assertThat(manifest).hasContent(sound);
        assertThat(output.verify().exitCode()).isZero();
    }

    @Test
    void nothingIsRewrittenForADamagedOutput() throws IOException {
        EventsFile file = output.file(SYMBOL, 0);
        file.rows().remove(700);
        file.write();
        String before = Files.readString(output.folder().resolve("manifest.jsonl"));

        output.verify("--rewrite")
                .assertEndedWith(ExitCode.FAILED)
                .assertErr("were not rewritten: the output itself must be sound");
        assertThat(output.folder().resolve("manifest.jsonl")).hasContent(before);
    }

    @Test
    void theJsonHoldsTheDigestsAndTheNumbersOfFindings() throws IOException {
        Path file = folder.resolve("verify.json");
        CommandLineRun run = output.verify("--json", file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("clean").asBoolean()).isTrue();
        assertThat(json.get("findings")).isEmpty();
        assertThat(run.out()).contains("digest " + json.get("digest").asText());
        CommandLineRun piped = output.verify("--digests --json -").assertSucceeded();
        assertThat(new ObjectMapper().readTree(piped.out())).isEqualTo(json);
        JsonNode lane = json.get("lanes").get(0);
        assertThat(lane.get("symbol").asText()).isEqualTo(SYMBOL);
        assertThat(lane.get("hours")).hasSize(2);
        assertThat(lane.get("hours").get(0).get("first_event_seq").asLong()).isZero();
    }

    @Test
    void theRowsOfAnHourMayBeCutIntoFilesInAnyWay() throws IOException {
        EventsFile file = output.file(SYMBOL, 0);
        List<Group> rows = file.rows();
        file.write(file.path().resolveSibling("z.parquet"), rows.subList(0, 1_000));
        file.write(file.path(), rows.subList(1_000, rows.size()));
        output.withoutDerived();

        assertThat(output.verify("--against", SAMPLE.two()).exitCode()).isZero();
    }
}
