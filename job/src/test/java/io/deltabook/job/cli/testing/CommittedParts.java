// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.crash.DiskTrace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which parts of an output each checkpoint of its run stands for, found in a trace. */
public final class CommittedParts {
    private static final String METADATA = "_metadata";

    private final Map<Long, Set<Path>> owed = new TreeMap<>();
    private final Set<Path> all = new HashSet<>();

    private CommittedParts() {}

    /** A checkpoint names the parts that are to be committed once it is complete. */
    public static CommittedParts of(DiskTrace trace, Path output) {
        CommittedParts parts = new CommittedParts();
        for (Path path : trace.everNamed()) {
            boolean isPart =
                    path.startsWith(output)
                            && path.toString().endsWith(".parquet")
                            && !path.getFileName().toString().startsWith(".");
            if (isPart) {
                parts.all.add(path);
            }
        }
        for (Path path : trace.everNamed()) {
            if (path.getFileName().toString().equals(METADATA)) {
                String content = new String(trace.lastContent(path), StandardCharsets.ISO_8859_1);
                Set<Path> named = new HashSet<>();
                for (Path part : parts.all) {
                    if (content.contains(part.getFileName().toString())) {
                        named.add(part);
                    }
                }
                parts.owed.put(number(trace.lastContent(path)), named);
            }
        }
        return parts;
    }

    private static long number(byte[] metadata) {
        return java.nio.ByteBuffer.wrap(metadata).getLong(8);
    }

    /** Those whose commit a checkpoint still owes. */
    Set<Path> owed(long checkpoint) {
        return owed.getOrDefault(checkpoint, Set.of());
    }

    /** All that are to be there once a checkpoint has been restored and committed. */
    Set<Path> through(long checkpoint) {
        Set<Path> parts = new HashSet<>();
        owed.forEach(
                (number, named) -> {
                    if (number <= checkpoint) {
                        parts.addAll(named);
                    }
                });
        return parts;
    }

    /** All of the run. */
    Set<Path> all() {
        return all;
    }

    /** Numbers of the checkpoints. */
    Set<Long> checkpoints() {
        return owed.keySet();
    }
}
