// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.storage.LaneTasks;
import io.deltabook.job.storage.Place;
import io.deltabook.sequence.ModeEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans what a run reads. Used once per run, by the command line. */
public final class LanePlanner {
    private static final Logger LOG = LoggerFactory.getLogger(LanePlanner.class);

    /** Groups whose first rows are read from a store at a time; each holds some MiB of them. */
    private static final int STORED_GROUPS = 8;

    private final SourceConf conf;
    private final LaneKeys keys;
    private final FileSelection selection;
    private final OneOrigin deltaOrigins = new OneOrigin();
    private final OtherTables otherTables = new OtherTables();

    /** The paths of the files that may be read, null for all. */
    private final Set<String> admitted;

    /**
     * Lanes that share delta files, and these files in reading order; or a lane with book snapshots
     * but no deltas.
     *
     * @param bookBytes bytes of the book snapshots
     */
    private record Draft(SortedSet<LaneId> lanes, List<SurveyedFile> files, long bookBytes) {
        Draft(SortedSet<LaneId> lanes) {
            this(lanes, new ArrayList<>(), 0);
        }

        boolean isBooksOnly() {
            return files.isEmpty();
        }

        long bytesOfLane() {
            long bytes = files.stream().mapToLong(file -> file.planned().size()).sum();
            return bytes / lanes.size() + bookBytes;
        }
    }

    /** A group and what the rows of its lanes tell about their ids. */
    private record DecidedGroup(LaneGroup group, SortedMap<LaneId, ModeEvidence> evidence) {}

    private LanePlanner(SourceConf conf, LaneKeys keys, Set<String> admitted) {
        this.conf = conf;
        this.keys = keys;
        this.admitted = admitted;
        this.selection = new FileSelection(conf);
    }

    /**
     * Finds the files, inspects each, and decides lanes, order, modes and keys.
     *
     * @throws BadInputException if the input cannot be used as it was given
     */
    public static LanePlan plan(SourceConf conf, LaneKeys keys) {
        return new LanePlanner(conf, keys, null).plan();
    }

    /**
     * The same for some of the files of an input that grows; some symbols may have none yet.
     *
     * @param files their paths
     */
    public static LanePlan plan(SourceConf conf, LaneKeys keys, Set<String> files) {
        return new LanePlanner(conf, keys, Set.copyOf(files)).plan();
    }

    private LanePlan plan() {
        List<FoundFile> found = InputDiscovery.discover(conf.inputs());
        SortedMap<Path, List<FoundFile>> byOrigin = new TreeMap<>(Place.ORDER);
        for (FoundFile file : selection.byPath(read(found))) {
            byOrigin.computeIfAbsent(file.origin(), origin -> new ArrayList<>()).add(file);
        }
        List<Draft> drafts = surveyed(byOrigin);
        if (admitted == null) {
            selection.requireAllSeen();
        }
        Set<LaneId> lanes = new TreeSet<>();
        drafts.forEach(draft -> lanes.addAll(draft.lanes()));
        for (LaneId lane : otherTables.booksWithout(lanes)) {
            lanes.add(lane);
            drafts.add(
                    new Draft(
                            new TreeSet<>(Set.of(lane)),
                            List.of(),
                            otherTables.bytesOfBooks(lane)));
        }
        if (drafts.isEmpty()) {
            throw new BadInputException(
                    "the input must hold rows of some symbol, but its %s files are empty; inputs=%s"
                            .formatted(found.size(), conf.inputs()));
        }
        warnOfUnusedScales(lanes);
        SortedMap<LaneId, ModeEvidence> evidence = new TreeMap<>();
        List<LaneGroup> groups = groups(drafts, evidence);
        return new LanePlan(groups, evidence, warnings(evidence));
    }

    /** A mode set by option is the user's own choice and needs no warning. */
    private SortedMap<LaneId, List<String>> warnings(Map<LaneId, ModeEvidence> evidence) {
        SortedMap<LaneId, List<String>> warnings = new TreeMap<>();
        if (conf.mode() == null) {
            evidence.forEach(
                    (lane, seen) -> {
                        if (!seen.warnings().isEmpty()) {
                            warnings.put(lane, seen.warnings());
                            seen.warnings().forEach(text -> LOG.warn("[{}] {}", lane, text));
                        }
                    });
        }
        return warnings;
    }

    /** One set of options may serve many runs, so this is no error. */
    private void warnOfUnusedScales(Set<LaneId> lanes) {
        Set<String> unused = conf.scales().symbols();
        lanes.forEach(lane -> unused.remove(lane.symbol()));
        if (!unused.isEmpty()) {
            LOG.warn("decimal.scales names symbols that are not read: {}", unused);
        }
    }

    /** The files whose table is read. */
    private List<FoundFile> read(List<FoundFile> found) {
        List<FoundFile> read = new ArrayList<>();
        for (FoundFile file : found) {
            boolean isAdmitted = admitted == null || admitted.contains(file.path().toString());
            if (isAdmitted && conf.reads(file.table())) {
                read.add(file);
            }
        }
        if (admitted == null && read.size() < found.size()) {
            LOG.info("Not read: {} files of other tables", found.size() - read.size());
        }
        return read;
    }

    /** All files are inspected together: a store answers many requests at a time. */
    private List<Draft> surveyed(SortedMap<Path, List<FoundFile>> byOrigin) {
        List<FoundFile> all = new ArrayList<>();
        byOrigin.values().forEach(files -> files.sort(FoundFile.READING_ORDER));
        byOrigin.values().forEach(all::addAll);
        FileInspector inspector = new FileInspector(conf);
        List<SurveyedFile> surveyed = inspector.inspectAll(all);
        inspector.warnOfGaps();
        List<Draft> drafts = new ArrayList<>();
        int from = 0;
        for (Map.Entry<Path, List<FoundFile>> origin : byOrigin.entrySet()) {
            List<FoundFile> found = origin.getValue();
            List<SurveyedFile> files = surveyed.subList(from, from + found.size());
            drafts.addAll(drafts(origin.getKey(), found, files));
            from += found.size();
        }
        return drafts;
    }

    private List<Draft> drafts(Path origin, List<FoundFile> found, List<SurveyedFile> surveyed) {
        Map<InputTable, List<SurveyedFile>> byTable = new EnumMap<>(InputTable.class);
        List<SurveyedFile> unknown = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            SurveyedFile inspected = surveyed.get(i);
            SurveyedFile wanted = inspected.withLanes(selection.wanted(inspected.lanes()));
            if (wanted.isBad() && found.get(i).table() == null) {
                unknown.add(wanted);
            } else {
                byTable.computeIfAbsent(wanted.found().table(), table -> new ArrayList<>())
                        .add(wanted);
            }
        }
        addUnknown(unknown, byTable);
        byTable.replaceAll((table, files) -> withLanesOfBadFiles(files));
        byTable.replaceAll((table, files) -> new DayOrder(conf).of(files));
        byTable.forEach(
                (table, files) -> {
                    if (table != InputTable.DELTAS && conf.reads(table)) {
                        otherTables.add(origin, table, files);
                    }
                });
        return deltaDrafts(origin, byTable.getOrDefault(InputTable.DELTAS, List.of()));
    }

    /** Bad files of unknown table count as deltas, or as books if there are no deltas. */
    private static void addUnknown(
            List<SurveyedFile> unknown, Map<InputTable, List<SurveyedFile>> byTable) {
        boolean isOfBooks =
                byTable.containsKey(InputTable.BOOK) && !byTable.containsKey(InputTable.DELTAS);
        InputTable table = isOfBooks ? InputTable.BOOK : InputTable.DELTAS;
        for (SurveyedFile file : unknown) {
            List<SurveyedFile> files = byTable.computeIfAbsent(table, same -> new ArrayList<>());
            files.add(file.withTable(table));
            files.sort(Comparator.comparing(SurveyedFile::found, FoundFile.READING_ORDER));
        }
    }

    private List<Draft> deltaDrafts(Path origin, List<SurveyedFile> files) {
        LaneComponents components = new LaneComponents();
        for (SurveyedFile file : files) {
            if (!file.isBad() || file.lanes().size() == 1) {
                components.join(file.lanes());
            }
        }
        Map<LaneId, Draft> draftOf = new TreeMap<>();
        List<Draft> drafts = new ArrayList<>();
        for (SortedSet<LaneId> lanes : components.components().values()) {
            deltaOrigins.require(origin, lanes);
            Draft draft = new Draft(lanes);
            lanes.forEach(lane -> draftOf.put(lane, draft));
            drafts.add(draft);
        }
        for (SurveyedFile file : files) {
            Set<Draft> sharing = Collections.newSetFromMap(new IdentityHashMap<>());
            for (LaneId lane : file.lanes()) {
                Draft draft = draftOf.get(lane);
                if (draft != null && sharing.add(draft)) {
                    draft.files().add(file);
                }
            }
        }
        return drafts;
    }

    /** A bad file is recorded in every lane whose rows it may have held. */
    private List<SurveyedFile> withLanesOfBadFiles(List<SurveyedFile> files) {
        Set<LaneId> known = new TreeSet<>();
        for (SurveyedFile file : files) {
            known.addAll(file.lanes());
        }
        List<SurveyedFile> all = new ArrayList<>();
        for (SurveyedFile file : files) {
            all.add(file.isBad() ? file.withLanes(lanesOfBadFile(file, known)) : file);
        }
        return all;
    }

    private Set<LaneId> lanesOfBadFile(SurveyedFile file, Set<LaneId> known) {
        Set<LaneId> lanes = new TreeSet<>(known);
        lanes.removeIf(lane -> !file.mayHold(lane));
        if (lanes.isEmpty()) {
            LaneId lane = file.planned().owners().laneOf(null, null);
            if (lane == null) {
                throw new BadInputException(
                        "[%s] %s; it cannot be skipped, because no other file determines its symbol"
                                .formatted(file.planned().path(), file.planned().problem()));
            }
            lanes.add(lane);
        }
        return lanes;
    }

    private List<LaneGroup> groups(List<Draft> drafts, SortedMap<LaneId, ModeEvidence> evidence) {
        List<Draft> bySize = new ArrayList<>(drafts);
        bySize.sort(
                Comparator.comparingLong(Draft::bytesOfLane)
                        .reversed()
                        .thenComparing(draft -> draft.lanes().first()));
        Map<LaneId, Long> bytesOfLane = new LinkedHashMap<>();
        for (Draft draft : bySize) {
            draft.lanes().forEach(lane -> bytesOfLane.put(lane, draft.bytesOfLane()));
        }
        Map<LaneId, String> keyOfLane =
                keys.keys(List.copyOf(bytesOfLane.keySet()), bytesOfLane::get);
        List<LaneGroup> groups = new ArrayList<>();
        for (DecidedGroup decided : decided(bySize, keyOfLane)) {
            groups.add(decided.group());
            evidence.putAll(decided.evidence());
        }
        groups.sort(
                Comparator.comparingLong(LaneGroup::bytes)
                        .reversed()
                        .thenComparing(group -> group.lanes().get(0).id()));
        return groups;
    }

    /** In the drafts' order; those of a store several at a time, because reading waits there. */
    private List<DecidedGroup> decided(List<Draft> drafts, Map<LaneId, String> keyOfLane) {
        List<Callable<DecidedGroup>> tasks = new ArrayList<>();
        drafts.forEach(draft -> tasks.add(() -> decided(draft, keyOfLane)));
        try {
            boolean isStored = conf.inputs().stream().anyMatch(Place::isRemote);
            return LaneTasks.run(isStored ? STORED_GROUPS : 1, tasks);
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    private DecidedGroup decided(Draft draft, Map<LaneId, String> keyOfLane) {
        DeltaDialect dialect = new DialectPlanner(conf).dialect(draft.lanes(), draft.files());
        LaneSnapshots snapshots = snapshots(draft);
        TableFormat format =
                new TimeUnitPlanner(conf.onBadFile())
                        .decided(
                                draft.lanes(),
                                InputTable.DELTAS,
                                conf.format().with(dialect),
                                draft.files());
        List<PlannedTable> tables = otherTables.of(draft.lanes(), conf);
        RowSample sample =
                draft.isBooksOnly()
                        ? RowSample.of(tables.get(0), otherTables.books(draft.lanes().first()))
                        : new RowSample(InputTable.DELTAS, format, draft.files());
        Map<LaneId, NumberPlanner.Form> numbers =
                new NumberPlanner(conf).forms(draft.lanes(), format, draft.files(), otherTables);
        ModePlanner modes = new ModePlanner(conf, sample);
        SortedMap<LaneId, ModeEvidence> evidence =
                modes.evidence(draft.lanes(), snapshots == LaneSnapshots.MARKED);
        List<Lane> lanes = new ArrayList<>();
        for (LaneId id : draft.lanes()) {
            lanes.add(
                    new Lane(
                            id,
                            keyOfLane.get(id),
                            modes.mode(id, evidence.get(id), snapshots),
                            snapshots,
                            numbers.get(id).strategy(),
                            numbers.get(id).price(),
                            numbers.get(id).quantity()));
        }
        new UsableRowsCheck(conf, sample).require(lanes);
        List<PlannedFile> files = new ArrayList<>();
        for (SurveyedFile file : draft.files()) {
            files.add(file.planned());
        }
        UnlistedLanes unlisted =
                selection.isSelective() ? UnlistedLanes.DROP : UnlistedLanes.REFUSE;
        OtherTables.requireFew(lanes, files, tables);
        return new DecidedGroup(new LaneGroup(lanes, files, tables, format, unlisted), evidence);
    }

    private LaneSnapshots snapshots(Draft draft) {
        if (draft.isBooksOnly()) {
            return conf.bookDifferences() ? LaneSnapshots.DIFFERENCES : LaneSnapshots.BOOKS;
        }
        return isUnmarked(draft.files()) ? LaneSnapshots.UNMARKED : LaneSnapshots.MARKED;
    }

    /** Whether unmarked snapshots may occur among the deltas. */
    private static boolean isUnmarked(List<SurveyedFile> files) {
        return files.stream().noneMatch(file -> !file.isBad() && file.facts().marksSnapshots());
    }
}
