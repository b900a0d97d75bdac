// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.source.LanePlanCodec;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.DamagedFileException;
import io.deltabook.job.storage.Place;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The plan of a run, kept in its state folder: a resumed run does not plan again. */
public final class PlanFile {
    private static final int MAGIC = 0x6462_706c;

    private PlanFile() {}

    /** Replaces the file atomically. */
    public static void write(LanePlan plan, Path file) throws IOException {
        AtomicFile.write(
                file,
                stream -> {
                    DataOutputStream out = new DataOutputStream(stream);
                    out.writeInt(MAGIC);
                    LanePlanCodec.write(plan, out);
                    out.flush();
                });
    }

    /** Whether a file starts with the magic bytes of a plan. */
    static boolean isOne(Path file) throws IOException {
        if (!Place.isFile(file) || Files.size(file) < Integer.BYTES) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return in.readInt() == MAGIC;
        }
    }

    /**
     * Reads the plan.
     *
     * @throws IOException if it is damaged; the message names it
     */
    public static LanePlan read(Path file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                throw new StreamCorruptedException(
                        "it does not start with the magic bytes of a plan");
            }
            return LanePlanCodec.read(in);
        } catch (IOException | RuntimeException e) {
            throw DamagedFileException.of(
                    file, "be the plan of a run", DamagedFileException.RESTORE, e);
        }
    }

    /**
     * Input files that have changed since they were planned, one sentence each.
     *
     * @param unfinished lanes whose files are still needed
     */
    public static List<String> changes(LanePlan plan, Set<LaneId> unfinished) throws IOException {
        Set<PlannedFile> needed = new LinkedHashSet<>();
        for (LaneGroup group : plan.groups()) {
            if (group.lanes().stream().map(Lane::id).anyMatch(unfinished::contains)) {
                needed.addAll(group.allFiles());
            }
        }
        List<String> changes = new ArrayList<>();
        for (PlannedFile file : needed) {
            if (file.problem() != null) {
                continue;
            }
            try {
                Path path = Place.of(file.path());
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                if (now.size() != file.size()) {
                    changes.add(
                            "[%s] must have %,d bytes as when the run started, but has %,d"
                                    .formatted(file.path(), file.size(), now.size()));
                } else if (now.lastModifiedTime().toMillis() != file.modifiedMillis()) {
                    changes.add(
                            "[%s] must not change before the run has finished, but was modified at %s"
                                    .formatted(file.path(), now.lastModifiedTime()));
                } else if (!file.isStill(path, now)) {
                    changes.add(
                            "[%s] must have the ETag %s as when the run started, but has %s"
                                    .formatted(file.path(), file.etag(), Place.etag(path, now)));
                }
            } catch (NoSuchFileException e) {
                changes.add(
                        "[%s] must stay in place until the run has finished, but is gone"
                                .formatted(file.path()));
            }
        }
        return changes;
    }
}
