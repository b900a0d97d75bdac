// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan.growth;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.file.FooterGuard;
import io.deltabook.job.plan.InputListing;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks for new files of an input that grows, and tells those that are whole: unchanged for a
 * while, and ending as a Parquet file does. Days are taken in their order, and whole: as long as a
 * file of a day is being written, neither it nor any of that day or a later one is taken. Used by
 * one thread.
 */
public final class GrowingInput {
    private final Duration settle;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private record Seen(long size, long modifiedMillis, long sinceMillis) {}

    /**
     * An input not looked at yet.
     *
     * @param settle how long a file must not have changed to be whole
     */
    public GrowingInput(Duration settle) {
        this.settle = settle;
    }

    /**
     * What a look has found.
     *
     * @param whole paths of new files that can be taken now
     * @param unsettled why others cannot, by path
     */
    public record Look(List<String> whole, SortedMap<String, String> unsettled) {}

    /**
     * Looks for files.
     *
     * @param known paths of the files that the run already has
     * @param nowMillis the time, ms since 1970
     * @throws BadInputException if an input cannot be listed
     */
    public Look look(SourceConf conf, Collection<String> known, long nowMillis) {
        Set<String> old = new HashSet<>(known);
        old.addAll(taken);
        List<InputListing> settled = new ArrayList<>();
        List<InputListing> others = new ArrayList<>();
        SortedMap<String, String> unsettled = new TreeMap<>();
        for (Path input : conf.inputs()) {
            for (InputListing file : InputListing.present(input)) {
                String path = file.path().toString();
                if (old.contains(path) || !isWanted(file, conf)) {
                    continue;
                }
                String reason = reason(file.path(), nowMillis);
                if (reason == null) {
                    settled.add(file);
                } else {
                    unsettled.put(path, reason);
                    others.add(file);
                }
            }
        }
        List<String> whole = new ArrayList<>();
        for (InputListing file : settled) {
            if (others.stream().allMatch(other -> isEarlierDay(file, other))) {
                whole.add(file.path().toString());
            }
        }
        return new Look(whole, unsettled);
    }

    /** These have been offered to the plan; those that it did not take are not offered again. */
    public void taken(Collection<String> files) {
        taken.addAll(files);
    }

    private static boolean isWanted(InputListing file, SourceConf conf) {
        boolean isOther =
                file.symbol() != null
                        && !conf.symbols().isEmpty()
                        && !conf.symbols().contains(file.symbol());
        return conf.reads(file.table()) && !isOther && isInDays(file, conf);
    }

    private static boolean isInDays(InputListing file, SourceConf conf) {
        try {
            return !conf.isOfDays()
                    || conf.reads(LocalDate.parse(file.dt() == null ? "" : file.dt()));
        } catch (DateTimeParseException e) {
            // The planner says what is wrong with it.
            return true;
        }
    }

    /** Why a file cannot be taken yet, null if it can. */
    private String reason(Path file, long now) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            long modified = attributes.lastModifiedTime().toMillis();
            Seen before = seen.get(file.toString());
            boolean isSame =
                    before != null
                            && before.size() == attributes.size()
                            && before.modifiedMillis() == modified;
            Seen here = isSame ? before : new Seen(attributes.size(), modified, now);
            seen.put(file.toString(), here);
            // An object of a store appears whole; elsewhere, either clock may tell.
            boolean isSettled =
                    Place.isRemote(file)
                            || now - modified >= settle.toMillis()
                            || now - here.sinceMillis() >= settle.toMillis();
            if (!isSettled) {
                return "it has changed within " + settle.toSeconds() + " s";
            }
            return FooterGuard.isWhole(file)
                    ? null
                    : "it does not end as a Parquet file: it is being written, or was cut off";
        } catch (NoSuchFileException e) {
            return "it is being renamed or deleted";
        } catch (IOException e) {
            throw new BadInputException("[" + file + "] cannot be read: " + e.getMessage(), e);
        }
    }

    /** Files outside of days have none that could be earlier. */
    private static boolean isEarlierDay(InputListing one, InputListing other) {
        return one.dt() != null
                && other.dt() != null
                && InputListing.NAME_ORDER.compare(one.dt(), other.dt()) < 0;
    }
}
