// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.profile.FileContents;
import io.deltabook.job.parquet.profile.FileProfile;
import io.deltabook.job.parquet.profile.ValueRange;
import io.deltabook.job.plan.name.RandomNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders the files of a day whose names are random by what is in them: some services hand out a day
 * in several such files, and the order of their names says nothing about that of the rows.
 */
final class DayOrder {
    private static final Logger LOG = LoggerFactory.getLogger(DayOrder.class);

    /** What may tell the order, the surest first: the recorder wrote rows as they arrived. */
    private static final Map<String, Function<FileContents, ValueRange>> RANGES = ranges();

    private final SourceConf conf;

    /** A file and the ids or times of its rows. */
    private record Placed(SurveyedFile file, ValueRange range) {}

    DayOrder(SourceConf conf) {
        this.conf = conf;
    }

    private static Map<String, Function<FileContents, ValueRange>> ranges() {
        Map<String, Function<FileContents, ValueRange>> ranges = new LinkedHashMap<>();
        ranges.put("arrival times", FileContents::arrivals);
        ranges.put("ids", FileContents::ids);
        ranges.put("event times", FileContents::times);
        return ranges;
    }

    /**
     * The files in reading order.
     *
     * @param files of one table and place
     * @throws BadInputException if files of random names of one day and lane overlap
     */
    List<SurveyedFile> of(List<SurveyedFile> files) {
        Map<String, List<SurveyedFile>> days = new TreeMap<>();
        for (SurveyedFile file : files) {
            String dt = file.found().dt();
            days.computeIfAbsent(dt == null ? "" : dt, day -> new ArrayList<>()).add(file);
        }
        List<SurveyedFile> ordered = new ArrayList<>();
        for (List<SurveyedFile> day : days.values()) {
            ordered.addAll(areRandom(day) ? byContent(day) : day);
        }
        ordered.sort(Comparator.comparing(SurveyedFile::found, FoundFile.READING_ORDER));
        return ordered;
    }

    private static boolean areRandom(List<SurveyedFile> day) {
        return day.size() > 1
                && RandomNames.are(day.stream().map(file -> file.found().path()).toList());
    }

    private List<SurveyedFile> byContent(List<SurveyedFile> day) {
        Map<SurveyedFile, FileContents> contents = new LinkedHashMap<>();
        List<SurveyedFile> others = new ArrayList<>();
        for (SurveyedFile file : day) {
            FileContents of = file.isBad() || file.planned().rows() == 0 ? null : contents(file);
            if (of == null) {
                others.add(file);
            } else {
                contents.put(file, of);
            }
        }
        for (Map.Entry<String, Function<FileContents, ValueRange>> range : RANGES.entrySet()) {
            List<SurveyedFile> ordered = ordered(contents, range.getValue());
            if (ordered != null) {
                LOG.info(
                        "[{}] {} files of random names are read in the order of their {}",
                        day.get(0).found().path().getParent(),
                        day.size(),
                        range.getKey());
                ordered.addAll(others);
                return ranked(ordered);
            }
        }
        throw ambiguous(day);
    }

    private FileContents contents(SurveyedFile file) {
        try {
            return FileProfile.of(
                            file.found().path(),
                            file.planned().owners(),
                            conf.format(file.found().table()),
                            file.found().table())
                    .contents();
        } catch (IOException e) {
            BadFileRule.tolerated(e, conf.onBadFile(), "Read after the other files of its day");
            return null;
        }
    }

    /** The order by a range; null if it is not known of all files, or files of a lane overlap. */
    private static List<SurveyedFile> ordered(
            Map<SurveyedFile, FileContents> contents, Function<FileContents, ValueRange> range) {
        List<Placed> placed = new ArrayList<>();
        contents.forEach((file, of) -> placed.add(new Placed(file, range.apply(of))));
        if (placed.stream().anyMatch(each -> each.range() == null)) {
            return null;
        }
        placed.sort(Comparator.comparingLong(each -> each.range().min()));
        for (int i = 0; i < placed.size(); i++) {
            for (Placed later : placed.subList(i + 1, placed.size())) {
                if (shareLane(placed.get(i), later) && !isBefore(placed.get(i), later)) {
                    return null;
                }
            }
        }
        List<SurveyedFile> ordered = new ArrayList<>();
        placed.forEach(each -> ordered.add(each.file()));
        return ordered;
    }

    private static boolean shareLane(Placed one, Placed other) {
        return !Collections.disjoint(one.file().lanes(), other.file().lanes());
    }

    /** A message may be split between two files. */
    private static boolean isBefore(Placed one, Placed other) {
        return one.range().max() <= other.range().min() && one.range().min() < other.range().min();
    }

    private static List<SurveyedFile> ranked(List<SurveyedFile> ordered) {
        List<SurveyedFile> ranked = new ArrayList<>();
        for (SurveyedFile file : ordered) {
            ranked.add(file.withRank(ranked.size()));
        }
        return ranked;
    }

    private static BadInputException ambiguous(List<SurveyedFile> day) {
        return new BadInputException(
                "[%s] files of one day must have names in the order of their rows, or rows that do not overlap, but its %d files have random names, and neither arrival times nor ids nor event times tell their order: name them in the order in which they were recorded, such as 1.parquet, 2.parquet"
                        .formatted(day.get(0).found().path().getParent(), day.size()));
    }
}
