// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an output is registered.
 *
 * @param catalog a folder or {@code hdfs://…} for a catalog of files, {@code http(s)://…} for a
 *     REST catalog, {@code jdbc:…} for one in a database, or a {@code .properties} file
 * @param namespace the tables' namespace, its parts joined by dots
 * @param properties further properties of the catalog, as Iceberg names them
 */
public record IcebergSettings(String catalog, String namespace, Map<String, String> properties) {
    /** Namespace of the tables unless another is chosen. */
    public static final String DEFAULT_NAMESPACE = "deltabook";

    public IcebergSettings {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }
}
