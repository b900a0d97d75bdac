// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.plan;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run reads.
 *
 * @param groups lane groups, the largest first
 */
public record LanePlan(List<LaneGroup> groups) {
    public LanePlan {
        groups = List.copyOf(groups);
    }

    /** All lanes in the order of their ids. */
    public List<Lane> lanes() {
        return groups.stream()
                .flatMap(group -> group.lanes().stream())
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    /** Bytes of all files. */
    public long bytes() {
        return files().stream().mapToLong(PlannedFile::size).sum();
    }

    /** Rows of all files that are read, those of lanes that are not wanted included. */
    public long rows() {
        return files().stream().mapToLong(PlannedFile::rows).sum();
    }

    /** Rows of a table's files that are read. */
    public long rows(InputTable table) {
        return files(table).stream().mapToLong(PlannedFile::rows).sum();
    }

    /** All files, each once: several groups may share a file of trades or book snapshots. */
    public Set<PlannedFile> files() {
        Set<PlannedFile> files = new LinkedHashSet<>();
        for (InputTable table : InputTable.values()) {
            files.addAll(files(table));
        }
        return files;
    }

    private Set<PlannedFile> files(InputTable table) {
        Set<PlannedFile> files = new LinkedHashSet<>();
        groups.forEach(group -> files.addAll(group.files(table)));
        return files;
    }
}
