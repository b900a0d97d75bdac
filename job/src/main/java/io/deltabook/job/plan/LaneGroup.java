// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Lanes that one reader reads in order because they share files; usually a single lane.
 *
 * @param lanes ordered by id
 * @param files of deltas, in reading order
 * @param tables trades and book snapshots of the lanes that have some
 * @param format how the columns of all delta files are read
 * @param unlisted what happens to rows of other lanes
 */
public record LaneGroup(
        List<Lane> lanes,
        List<PlannedFile> files,
        List<PlannedTable> tables,
        TableFormat format,
        UnlistedLanes unlisted)
        implements Serializable {
    /** A group of only deltas, in a dialect's default format. */
    public LaneGroup(
            List<Lane> lanes,
            List<PlannedFile> files,
            DeltaDialect dialect,
            UnlistedLanes unlisted) {
        this(lanes, files, List.of(), TableFormat.of(dialect), unlisted);
    }

    public LaneGroup {
        lanes = List.copyOf(lanes);
        files = List.copyOf(files);
        tables = List.copyOf(tables);
        Objects.requireNonNull(format.dialect(), "dialect");
        Objects.requireNonNull(unlisted, "unlisted");
        if (lanes.isEmpty()) {
            throw new IllegalArgumentException("a lane group must have a lane, but had none");
        }
    }

    /** The names of the columns of all delta files. */
    public DeltaDialect dialect() {
        return format.dialect();
    }

    /** Unique in a plan, and the same in every plan of the same input. */
    public String id() {
        String first = lanes.get(0).id().toString();
        return lanes.size() == 1 ? first : first + " and " + (lanes.size() - 1) + " more";
    }

    /** The other tables of a lane. */
    public List<PlannedTable> tables(LaneId lane) {
        return tables.stream().filter(table -> table.lane().equals(lane)).toList();
    }

    /** The files of a table, each once. */
    public Set<PlannedFile> files(InputTable table) {
        if (table == InputTable.DELTAS) {
            return new LinkedHashSet<>(files);
        }
        Set<PlannedFile> all = new LinkedHashSet<>();
        for (PlannedTable planned : tables) {
            if (planned.table() == table) {
                all.addAll(planned.files());
            }
        }
        return all;
    }

    /** The files of all tables, each once. */
    public Set<PlannedFile> allFiles() {
        Set<PlannedFile> all = new LinkedHashSet<>();
        for (InputTable table : InputTable.values()) {
            all.addAll(files(table));
        }
        return all;
    }

    /** Total bytes of all files. */
    public long bytes() {
        return allFiles().stream().mapToLong(PlannedFile::size).sum();
    }
}
