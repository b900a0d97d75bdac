// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.profile.FileProfile;
import io.deltabook.job.plan.InputListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file, or the files of a folder, with their content.
 *
 * @param path the path as given
 * @param isFolder whether it is a folder
 * @param files the files in reading order
 * @param lanes profiles of the readable input files, by lane and table
 * @param output what of it runs have written, null if nothing
 */
public record InspectedPath(
        Path path,
        boolean isFolder,
        List<InspectedFile> files,
        List<LaneProfile> lanes,
        InspectedOutput output) {
    private static final String UNKNOWN = "UNKNOWN";

    /**
     * Inspects a path.
     *
     * @param conf how columns are read, and the exchange and symbol of rows without them
     * @throws BadInputException if the path does not exist, or the disk fails
     */
    public static InspectedPath of(Path path, SourceConf conf) {
        List<InspectedFile> files = new ArrayList<>();
        Map<String, LaneProfile.Builder> lanes = new TreeMap<>();
        Map<Path, RowOwners> owners = new HashMap<>();
        try {
            for (InputListing listed : listed(path)) {
                String symbol = conf.symbol() == null ? UNKNOWN : conf.symbol();
                RowOwners own =
                        new RowOwners(listed.exchange(), listed.symbol(), conf.exchange(), symbol);
                InspectedFile file = inspect(listed, own, conf.format());
                files.add(file);
                owners.put(file.path(), own);
                if (file.problem() == null && file.written() == null) {
                    lanes.computeIfAbsent(
                                    LaneProfile.nameOf(file),
                                    key -> new LaneProfile.Builder(conf.format()))
                            .add(file);
                }
            }
            for (LaneProfile.Builder lane : lanes.values()) {
                for (InspectedFile file : lane.sample()) {
                    gather(file, owners.get(file.path()), lane, files);
                }
            }
            List<LaneProfile> profiles =
                    lanes.values().stream()
                            .filter(LaneProfile.Builder::isAny)
                            .map(LaneProfile.Builder::build)
                            .toList();
            return new InspectedPath(
                    path,
                    Files.isDirectory(path),
                    files,
                    profiles,
                    InspectedOutput.of(path, files));
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    /** An output may have no file yet. */
    private static List<InputListing> listed(Path path) throws IOException {
        return InspectedOutput.isMarked(path) && DataFiles.below(path).isEmpty()
                ? List.of()
                : InputListing.of(path);
    }

    /** Reports a file whose first rows turn out to be damaged as a problem. */
    private static void gather(
            InspectedFile file,
            RowOwners owners,
            LaneProfile.Builder lane,
            List<InspectedFile> files)
            throws IOException {
        try {
            lane.gather(file, owners);
        } catch (BadFileException e) {
            lane.remove(file);
            files.set(
                    files.indexOf(file),
                    new InspectedFile(file.path(), file.dt(), file.profile(), e.problem()));
        }
    }

    private static InspectedFile inspect(InputListing listed, RowOwners owners, TableFormat format)
            throws IOException {
        try {
            FileProfile profile = FileProfile.of(listed.path(), owners, format);
            boolean isWritten = OutputFile.of(profile) != null;
            return new InspectedFile(
                    listed.path(), listed.dt(), profile, isWritten ? null : profile.problem());
        } catch (BadFileException e) {
            return new InspectedFile(listed.path(), listed.dt(), null, e.problem());
        }
    }

    /** Unreadable files, as lines that start with the path. */
    public List<String> problems() {
        return files.stream()
                .filter(file -> file.problem() != null)
                .map(file -> "[" + file.path() + "] " + file.problem())
                .toList();
    }
}
