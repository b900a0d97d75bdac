// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.EventType;
import java.util.Locale;

/** Names of the key-value metadata in the footers of files that the job writes or reads. */
public final class FileMetadata {
    public static final String SCHEMA_VERSION = "deltabook.schema.version";
    public static final String WRITER_VERSION = "deltabook.writer.version";
    public static final String EXCHANGE = "deltabook.exchange";
    public static final String SYMBOL = "deltabook.symbol";

    /** Written by Crypto Lake's recorder: {@code Yes} if it restarted that day. */
    public static final String CONTAINS_GAPS = "contains_gaps";

    private static final String DEVELOPMENT = "development";

    private FileMetadata() {}

    /** Key of the number of rows of an event type in an events file. */
    public static String rows(EventType type) {
        return "deltabook.rows." + type.name().toLowerCase(Locale.ROOT);
    }

    /** Version of the running jar, {@code development} if not run from a jar. */
    public static String writerVersion() {
        String version = FileMetadata.class.getPackage().getImplementationVersion();
        return version == null ? DEVELOPMENT : version;
    }
}
