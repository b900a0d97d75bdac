// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.profile.DeltaFileFacts;
import io.deltabook.job.parquet.profile.FileProfile;
import io.deltabook.job.parquet.profile.ModeScan;
import io.deltabook.sequence.ModeEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.io.ParquetDecodingException;

/** Reads a file in every way in which the program reads input, and against the oracle. */
final class ReadAttempt {
    private static final RowOwners OWNERS = new RowOwners(null, null, "UNKNOWN", null);

    /** How it ended. */
    enum End {
        /** All rows are those of the oracle. */
        READ,
        /** The oracle is stricter, but the rows are those of the file before or when repaired. */
        READ_ALONE,
        /**
         * The oracle wants more of a page than its values need, such as their padding or, where all
         * are null, an encoding; or more memory. There is nothing to compare with.
         */
        READ_UNCOMPARED,
        /** The file is refused in the way that a user can understand. */
        REFUSED
    }

    private final Path file;
    private final Map<LaneId, List<String>> before;
    private String refusal;

    /**
     * @param before rows that the file may have if the oracle refuses it, null for none
     */
    ReadAttempt(Path file, Map<LaneId, List<String>> before) {
        this.file = file;
        this.before = before;
    }

    /** The rows of a sound file. */
    static Map<LaneId, List<String>> rows(Path file) throws IOException {
        DeltaFileFacts facts =
                DeltaFileFacts.inspect(
                        file, InputTable.DELTAS, TableFormat.of(DeltaDialect.NATIVE), OWNERS);
        return oracle(file, facts.lanes().stream().map(ReadAttempt::lane).toList());
    }

    private static Lane lane(LaneId id) {
        return new Lane(id, id.toString(), SequenceMode.RANGE, 8, 8);
    }

    private static Map<LaneId, List<String>> oracle(Path file, List<Lane> lanes)
            throws IOException {
        Map<LaneId, List<String>> rows = new TreeMap<>();
        lanes.forEach(lane -> rows.put(lane.id(), new ArrayList<>()));
        for (ColumnReaderOracle.Line line : ColumnReaderOracle.lines(file, lanes)) {
            rows.get(line.lane()).add(line.text());
        }
        return rows;
    }

    /** Why the file was refused. */
    String refusal() {
        return refusal;
    }

    End run() {
        profile();
        List<Lane> lanes = new ArrayList<>();
        Map<LaneId, List<String>> found = new TreeMap<>();
        try {
            DeltaFileFacts facts =
                    DeltaFileFacts.inspect(
                            file, InputTable.DELTAS, TableFormat.of(DeltaDialect.NATIVE), OWNERS);
            Map<LaneId, ModeEvidence> evidence = new TreeMap<>();
            for (LaneId lane : facts.lanes()) {
                lanes.add(lane(lane));
                evidence.put(lane, new ModeEvidence());
                found.put(lane, new ArrayList<>());
            }
            ModeScan.scan(
                    file,
                    InputTable.DELTAS,
                    TableFormat.of(facts.dialect()),
                    OWNERS,
                    facts.marksSnapshots(),
                    evidence,
                    lane -> ModeEvidence.MAX_ROWS);
            long rows = 0;
            for (DeltaBatch batch : DeltaReads.all(file, lanes.toArray(new Lane[0]))) {
                found.get(batch.lane().id()).addAll(DeltaText.of(List.of(batch)));
                rows += batch.size();
            }
            if (rows != facts.rows()) {
                throw new AssertionError("planned " + facts.rows() + " rows, but read " + rows);
            }
        } catch (IOException | RuntimeException | Error e) {
            refusal = requireClear(e);
            return End.REFUSED;
        }
        return compare(lanes, found);
    }

    private void profile() {
        try {
            FileProfile.of(file, OWNERS, TableFormat.BY_COLUMNS);
        } catch (IOException | RuntimeException | Error e) {
            requireClear(e);
        }
    }

    private End compare(List<Lane> lanes, Map<LaneId, List<String>> found) {
        Map<LaneId, List<String>> expected;
        try {
            expected = oracle(file, lanes);
        } catch (IOException | RuntimeException | Error e) {
            refusal = e.toString();
            if (found.equals(before) || found.equals(repaired(lanes))) {
                return End.READ_ALONE;
            }
            if (isOfAPage(e)) {
                return End.READ_UNCOMPARED;
            }
            throw new AssertionError("the oracle cannot read what is read: " + e, e);
        }
        if (!expected.equals(found)) {
            throw new AssertionError("the rows are others: " + difference(expected, found));
        }
        return End.READ;
    }

    /** The oracle minds what flat columns do not need; nothing is lost by it. */
    private Map<LaneId, List<String>> repaired(List<Lane> lanes) {
        try {
            Path whole = file.resolveSibling("repaired.parquet");
            Files.write(whole, ParquetParts.repaired(Files.readAllBytes(file)));
            return oracle(whole, lanes);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return null;
        }
    }

    private static boolean isOfAPage(Throwable e) {
        if (e instanceof UnsupportedOperationException || e instanceof OutOfMemoryError) {
            return true;
        }
        return e instanceof ParquetDecodingException
                && (e.getMessage().startsWith("could not read page in col")
                        || e.getMessage().startsWith("Encoding "));
    }

    private static String difference(
            Map<LaneId, List<String>> expected, Map<LaneId, List<String>> found) {
        for (LaneId lane : expected.keySet()) {
            List<String> should = expected.get(lane);
            List<String> is = found.get(lane);
            for (int i = 0; i < Math.max(should.size(), is.size()); i++) {
                String left = i < should.size() ? should.get(i) : "no row";
                String right = i < is.size() ? is.get(i) : "no row";
                if (!left.equals(right)) {
                    return "must be " + left + ", but is " + right;
                }
            }
        }
        return "none";
    }

    private String requireClear(Throwable e) {
        boolean isClear = e instanceof BadFileException || e instanceof BadInputException;
        if (!isClear || !e.getMessage().startsWith("[" + file + "] ")) {
            throw new AssertionError("a refusal must name the file, but is " + e, e);
        }
        return e.getMessage();
    }
}
