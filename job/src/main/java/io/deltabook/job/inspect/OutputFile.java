// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.profile.ColumnProfile;
import io.deltabook.job.parquet.profile.FileProfile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file that a run has written, by its footer.
 *
 * @param dataset name of its dataset, which is that of the folder in the output
 * @param lane exchange and symbol
 * @param schemaVersion version of the columns of the run's events
 */
public record OutputFile(String dataset, LaneId lane, String schemaVersion) {
    /** A column of each dataset that none of those after it has. */
    private static final Map<String, String> DATASETS = datasets();

    private static Map<String, String> datasets() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("event_type", "events");
        columns.put("ask_quantity", "quotes");
        columns.put("from_seq", "periods");
        columns.put("expected_id", "incidents");
        columns.put("reason", "rejects");
        columns.put("verdict", "statistics");
        return columns;
    }

    /** What a file is; null if no run has written it. */
    static OutputFile of(FileProfile profile) {
        Map<String, String> footer = profile.metadata();
        if (!footer.containsKey(FileMetadata.SCHEMA_VERSION)) {
            return null;
        }
        return new OutputFile(
                dataset(profile),
                new LaneId(
                        footer.getOrDefault(FileMetadata.EXCHANGE, ""),
                        footer.getOrDefault(FileMetadata.SYMBOL, "")),
                footer.get(FileMetadata.SCHEMA_VERSION));
    }

    private static String dataset(FileProfile profile) {
        for (Map.Entry<String, String> known : DATASETS.entrySet()) {
            if (profile.columns().stream()
                    .map(ColumnProfile::name)
                    .anyMatch(known.getKey()::equals)) {
                return known.getValue();
            }
        }
        return "unknown to this version";
    }
}
