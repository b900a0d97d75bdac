// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.parquet.event.EventFileFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compacts again, and holds the rows of each hour against those of before. */
public final class CompactedState implements CrashedOutput {
    private final Path output;
    private final Map<String, Long> rows;

    /** Reads what is to be there. */
    public CompactedState(Path output) throws IOException {
        this.output = output;
        this.rows = rows();
    }

    private Map<String, Long> rows() throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        for (ManifestEntry entry : Manifest.scan(output).entries()) {
            EventFileFacts facts = entry.facts();
            rows.merge(entry.folder() + " rows", facts.rows(), Long::sum);
            rows.merge(entry.folder() + " from", facts.firstSeq(), Math::min);
            rows.merge(entry.folder() + " to", facts.lastSeq(), Math::max);
        }
        return rows;
    }

    @Override
    public Outcome examine() throws IOException {
        CommandLineRun again = CommandLineRun.of("compact", output);
        if (again.exitCode() != ExitCode.CLEAN) {
            return new Outcome("refused", List.of(again.err()));
        }
        Map<String, Long> now = rows();
        return now.equals(rows)
                ? new Outcome("equal", List.of())
                : new Outcome(
                        "not equal", List.of("must have %s, but has %s".formatted(rows, now)));
    }
}
