// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.config.SourceConf;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Applies {@code --symbols}, {@code --from} and {@code --to}. */
final class FileSelection {
    private final SourceConf conf;
    private final Set<String> wanted;
    private final Set<String> seen = new TreeSet<>();

    FileSelection(SourceConf conf) {
        this.conf = conf;
        this.wanted = Set.copyOf(conf.symbols());
    }

    /** Whether symbols may be left out. */
    boolean isSelective() {
        return !wanted.isEmpty();
    }

    /**
     * The files selected by their paths.
     *
     * @throws BadInputException if days are selected and a file is in no {@code dt} folder, or no
     *     file is left
     */
    List<FoundFile> byPath(List<FoundFile> files) {
        List<FoundFile> chosen = new ArrayList<>();
        boolean isDayFound = false;
        for (FoundFile file : files) {
            boolean isInDays = isInDays(file);
            isDayFound |= isInDays;
            if (isInDays && isSymbolWanted(file.symbol())) {
                chosen.add(file);
            }
        }
        if (!isDayFound) {
            throw new BadInputException(
                    "some dt folder must lie in the days %s%s, but none does; inputs=%s"
                            .formatted(
                                    conf.from() == null ? "" : "from " + conf.from() + " ",
                                    conf.to() == null ? "on" : "to " + conf.to(),
                                    conf.inputs()));
        }
        return chosen;
    }

    /** The selected lanes of a file. */
    Set<LaneId> wanted(Set<LaneId> lanes) {
        Set<LaneId> chosen = new HashSet<>();
        for (LaneId lane : lanes) {
            if (isSymbolWanted(lane.symbol())) {
                chosen.add(lane);
            }
        }
        return chosen;
    }

    /**
     * Call after all files were inspected.
     *
     * @throws BadInputException if a selected symbol was not seen
     */
    void requireAllSeen() {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(seen);
        if (!missing.isEmpty()) {
            throw new BadInputException(
                    "every symbol asked for must be in the input, but %s is not; there are %s"
                            .formatted(missing, seen));
        }
    }

    private boolean isSymbolWanted(String symbol) {
        if (symbol == null) {
            return true;
        }
        seen.add(symbol);
        return wanted.isEmpty() || wanted.contains(symbol);
    }

    private boolean isInDays(FoundFile file) {
        return !conf.isOfDays() || conf.reads(day(file));
    }

    private static LocalDate day(FoundFile file) {
        try {
            if (file.dt() != null) {
                return LocalDate.parse(file.dt());
            }
        } catch (DateTimeParseException e) {
            throw new BadInputException(dayRequired(file, "lies in dt=" + file.dt()), e);
        }
        throw new BadInputException(dayRequired(file, "lies in none"));
    }

    private static String dayRequired(FoundFile file, String found) {
        return "[%s] must lie in a folder dt=YYYY-MM-DD to be chosen by day, but %s; leave out --from and --to"
                .formatted(file.path(), found);
    }
}
