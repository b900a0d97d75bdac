// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sql;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.storage.Place;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The committed files of a dataset as DuckDB's {@code read_parquet} finds them: by a pattern of
 * fixed depth that no hidden or unfinished file matches.
 */
final class ParquetGlob {
    /** The folders of a dataset, outermost first, and the types of their values. */
    /** Stores that DuckDB's extensions httpfs and azure read. */
    private static final List<String> SCHEMES = List.of("s3", "s3a", "gs", "abfss");

    private static final Map<String, String> HOURS = new LinkedHashMap<>();

    private static final Map<String, String> LANES;

    static {
        HOURS.put("exchange", "VARCHAR");
        HOURS.put("symbol", "VARCHAR");
        LANES = new LinkedHashMap<>(HOURS);
        HOURS.put("date", "DATE");
        HOURS.put("hour", "BIGINT");
    }

    private final Path folder;
    private final Map<String, String> types;

    private ParquetGlob(Path folder, Map<String, String> types) {
        this.folder = folder;
        this.types = types;
    }

    /** A dataset with one folder a lane and hour. */
    static ParquetGlob ofHours(Path folder) {
        return new ParquetGlob(folder, HOURS);
    }

    /** A dataset with one folder a lane. */
    static ParquetGlob ofLanes(Path folder) {
        return new ParquetGlob(folder, LANES);
    }

    /**
     * Requires that DuckDB can be told the path of an output, and finds no value of rows in it.
     *
     * @throws BadInputException if not
     */
    static void requireReadable(Path output) {
        if (Place.isRemote(output) && !SCHEMES.contains(output.toUri().getScheme())) {
            throw new BadInputException(
                    "[%s] must be on a disk or in a store of %s to be read by DuckDB, but is not: copy it to one of them"
                            .formatted(output, String.join(", ", SCHEMES)));
        }
        if (output.toString().indexOf('\\') >= 0) {
            throw new BadInputException(
                    "[%s] the path must have no backslash, which DuckDB takes for a separator: give a symbolic link to the folder"
                            .formatted(output));
        }
        for (Path name : output) {
            String key = name.toString().replaceFirst("=.*", "");
            if (HOURS.containsKey(key) && !name.toString().equals(key)) {
                throw new BadInputException(
                        "[%s] the path must not contain %s=…, but does, and DuckDB would take that for the %2$s of all rows: give a symbolic link to the folder"
                                .formatted(output, key));
            }
        }
    }

    /** The call of {@code read_parquet}. */
    String relation() {
        StringBuilder pattern = new StringBuilder(literal(folder));
        StringBuilder typed = new StringBuilder();
        types.forEach(
                (key, type) -> {
                    pattern.append('/').append(key).append("=*");
                    typed.append(typed.isEmpty() ? "" : ", ").append(key).append(": ").append(type);
                });
        pattern.append("/[!._]*.parquet");
        return "read_parquet('%s',\n    hive_partitioning = true, hive_types = {%s})"
                .formatted(pattern.toString().replace("'", "''"), typed);
    }

    /** A path in which no character stands for others. */
    private static String literal(Path path) {
        return path.toString().replaceAll("[\\[*?]", "[$0]");
    }
}
