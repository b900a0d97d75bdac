// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan.growth;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.plan.InputListing;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LaneKeys;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.LanePlanner;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.plan.PlannedTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A plan with files that have come since. New files are planned together with the newest day of
 * each lane, by the planner of all runs, so that their order is what one plan of everything would
 * say. What was decided of a lane stays: files go behind those it has, and new lanes behind the
 * others, which is what positions in the old plan rely on. Anything else is refused by name.
 */
public final class PlanGrowth {
    private final SourceConf conf;
    private final LanePlan plan;
    private final Map<LaneId, LaneGroup> groupOf = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    private PlanGrowth(SourceConf conf, LanePlan plan) {
        this.conf = conf;
        this.plan = plan;
        for (LaneGroup group : plan.groups()) {
            group.lanes().forEach(lane -> groupOf.put(lane.id(), group));
        }
    }

    /**
     * A grown plan.
     *
     * @param plan with the files of old; its lanes and what it says of them
     * @param warnings what the user should know, one sentence each
     */
    public record Grown(LanePlan plan, List<String> warnings) {}

    /**
     * Adds files to a plan.
     *
     * @param files paths of files that the plan does not have; those that are not read are left out
     * @throws BadInputException if a file must be read before one that the plan has, or otherwise
     *     than the plan says
     */
    public static Grown of(
            SourceConf conf, LaneKeys keys, LanePlan plan, Collection<String> files) {
        return new PlanGrowth(conf, plan).with(keys, files);
    }

    private Grown with(LaneKeys keys, Collection<String> files) {
        Set<String> looked = new HashSet<>(files);
        for (LaneGroup group : plan.groups()) {
            newest(group, group.files()).forEach(file -> looked.add(file.path()));
            for (PlannedTable table : group.tables()) {
                newest(group, table.files()).forEach(file -> looked.add(file.path()));
            }
        }
        LanePlan now = LanePlanner.plan(conf, keys, looked);
        Map<String, LaneGroup> grown = new TreeMap<>();
        List<LaneGroup> added = new ArrayList<>();
        for (LaneGroup group : now.groups()) {
            LaneGroup old = old(group);
            if (old == null) {
                added.add(group);
            } else {
                grown.put(old.id(), joined(old, group));
            }
        }
        List<LaneGroup> groups = new ArrayList<>();
        plan.groups().forEach(group -> groups.add(grown.getOrDefault(group.id(), group)));
        groups.addAll(added);
        return new Grown(plan.withGroups(groups), List.copyOf(warnings));
    }

    /**
     * The files among which new ones must find their place: those of the newest day. Lanes that
     * share files are only found together if all are looked at.
     */
    private static List<PlannedFile> newest(LaneGroup group, List<PlannedFile> files) {
        if (files.isEmpty() || group.lanes().size() > 1) {
            return files;
        }
        String day = InputListing.dayOf(files.get(files.size() - 1).path());
        int first = files.size() - 1;
        while (first > 0 && Objects.equals(day, InputListing.dayOf(files.get(first - 1).path()))) {
            first--;
        }
        return files.subList(first, files.size());
    }

    /** The group that has the lanes, null if they are all new. */
    private LaneGroup old(LaneGroup group) {
        LaneGroup old = null;
        for (Lane lane : group.lanes()) {
            LaneGroup of = groupOf.get(lane.id());
            if (of != null && old != null && of != old) {
                throw refused(
                        group,
                        "files of %s and of %s must stay apart, but some now hold both"
                                .formatted(old.id(), of.id()));
            }
            old = of == null ? old : of;
        }
        if (old != null && !ids(old).equals(ids(group))) {
            throw refused(
                    group,
                    "files must hold the lanes %s, but now hold %s"
                            .formatted(ids(old), ids(group)));
        }
        return old;
    }

    private static List<LaneId> ids(LaneGroup group) {
        return group.lanes().stream().map(Lane::id).toList();
    }

    private LaneGroup joined(LaneGroup old, LaneGroup now) {
        if (!old.format().equals(now.format())) {
            throw refused(
                    now,
                    "its columns must be read as %s, but now as %s"
                            .formatted(old.format(), now.format()));
        }
        for (int i = 0; i < old.lanes().size(); i++) {
            compare(old.lanes().get(i), now.lanes().get(i), now);
        }
        List<PlannedTable> tables = new ArrayList<>();
        for (PlannedTable table : now.tables()) {
            tables.add(joined(old, now, table));
        }
        for (PlannedTable table : old.tables()) {
            if (find(now.tables(), table) == null) {
                tables.add(table);
            }
        }
        return new LaneGroup(
                old.lanes(),
                behind(now, InputTable.DELTAS, old.files(), newest(old, old.files()), now.files()),
                tables,
                old.format(),
                old.unlisted());
    }

    private PlannedTable joined(LaneGroup oldGroup, LaneGroup group, PlannedTable now) {
        PlannedTable old = find(oldGroup.tables(), now);
        if (old == null) {
            throw refused(
                    group,
                    "%s was read without a table %s, but now has one, from [%s] on"
                            .formatted(now.lane(), now.table(), now.files().get(0).path()));
        }
        if (!old.format().equals(now.format())) {
            throw refused(
                    group,
                    "columns of %s must be read as %s, but now as %s"
                            .formatted(now.table(), old.format(), now.format()));
        }
        return new PlannedTable(
                old.lane(),
                old.table(),
                behind(group, old.table(), old.files(), newest(oldGroup, old.files()), now.files()),
                old.format());
    }

    private static PlannedTable find(List<PlannedTable> tables, PlannedTable like) {
        for (PlannedTable table : tables) {
            if (table.lane().equals(like.lane()) && table.table() == like.table()) {
                return table;
            }
        }
        return null;
    }

    /** The files of old, and behind them those that are new. */
    private static List<PlannedFile> behind(
            LaneGroup group,
            InputTable table,
            List<PlannedFile> old,
            List<PlannedFile> newest,
            List<PlannedFile> now) {
        for (int i = 0; i < newest.size(); i++) {
            String is = i < now.size() ? now.get(i).path() : "nothing";
            if (!newest.get(i).path().equals(is)) {
                throw refused(
                        group,
                        "a file of %s that comes late cannot be read any more: [%s] must be read before [%s], which the run has taken"
                                .formatted(table, is, newest.get(i).path()));
            }
        }
        List<PlannedFile> all = new ArrayList<>(old);
        all.addAll(now.subList(newest.size(), now.size()));
        return all;
    }

    /** What was decided by files of old is kept; the user is told if new ones speak against it. */
    private void compare(Lane old, Lane now, LaneGroup group) {
        boolean areMarksNew =
                old.snapshots() == LaneSnapshots.UNMARKED
                        && now.snapshots() == LaneSnapshots.MARKED;
        if (areMarksNew || old.isBooksOnly() != now.isBooksOnly()) {
            throw refused(
                    group,
                    "snapshots of %s must be %s as before, but now are %s"
                            .formatted(old.id(), old.snapshots(), now.snapshots()));
        }
        if (old.mode() != now.mode()) {
            warnings.add(
                    "[%s] is read in sequence mode %s, but new files look like %s"
                            .formatted(old.id(), old.mode(), now.mode()));
        }
        boolean isWider =
                old.strategy() != now.strategy()
                        || old.priceScale() < now.priceScale()
                        || old.quantityScale() < now.quantityScale();
        if (isWider) {
            warnings.add(
                    "[%s] new files may have numbers that do not fit: %s of scales %d and %d, but for them %s of scales %d and %d would be chosen; such rows are rejected and counted"
                            .formatted(
                                    old.id(),
                                    old.strategy(),
                                    old.priceScale(),
                                    old.quantityScale(),
                                    now.strategy(),
                                    now.priceScale(),
                                    now.quantityScale()));
        }
    }

    private static BadInputException refused(LaneGroup group, String fault) {
        return new BadInputException(
                "%s: %s: take the new files out of the input, or end the run without --follow and start a new one"
                        .formatted(group.id(), fault));
    }
}
