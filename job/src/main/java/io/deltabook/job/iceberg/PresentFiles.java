// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The files of a table that lie in an output. */
final class PresentFiles {
    private final Map<String, DataFile> files = new HashMap<>();

    private PresentFiles() {}

    /**
     * Looks at all files of a table's newest snapshot.
     *
     * @param prefix what the names of the output's files begin with
     */
    static PresentFiles of(Table table, String prefix) throws IOException {
        PresentFiles present = new PresentFiles();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                DataFile file = task.file();
                if (file.location().startsWith(prefix)) {
                    present.files.put(file.location(), file);
                }
            }
        }
        return present;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    int count() {
        return files.size();
    }

    boolean has(String location) {
        return files.containsKey(location);
    }

    long rows() {
        return files.values().stream().mapToLong(DataFile::recordCount).sum();
    }

    /** Those that an output no longer has. */
    List<DataFile> without(Set<String> locations) {
        return files.entrySet().stream()
                .filter(file -> !locations.contains(file.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
