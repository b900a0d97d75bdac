// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;

/** Opens a catalog by the one word that names it and by properties. */
final class IcebergCatalogs {
    private static final String NAME = "deltabook";
    private static final String FILE_SUFFIX = ".properties";

    private IcebergCatalogs() {}

    /**
     * Opens a catalog.
     *
     * @throws RegistrationRefusedException if it cannot be opened as it is named
     * @throws IOException if a file of properties cannot be read
     */
    static Catalog open(IcebergSettings settings) throws IOException {
        Map<String, String> properties = properties(settings.catalog());
        properties.putAll(settings.properties());
        requireWarehouse(settings.catalog(), properties);
        try {
            return CatalogUtil.buildIcebergCatalog(NAME, properties, new Configuration());
        } catch (RuntimeException e) {
            throw new RegistrationRefusedException(
                    "[%s] the catalog must open, but does not: %s%s"
                            .formatted(settings.catalog(), messages(e), cure(properties)),
                    e);
        }
    }

    private static Map<String, String> properties(String catalog) throws IOException {
        Map<String, String> properties = new HashMap<>();
        if (catalog.startsWith("http://") || catalog.startsWith("https://")) {
            properties.put(CatalogUtil.ICEBERG_CATALOG_TYPE, CatalogUtil.ICEBERG_CATALOG_TYPE_REST);
            properties.put(CatalogProperties.URI, catalog);
        } else if (catalog.startsWith("jdbc:")) {
            properties.put(CatalogUtil.ICEBERG_CATALOG_TYPE, CatalogUtil.ICEBERG_CATALOG_TYPE_JDBC);
            properties.put(CatalogProperties.URI, catalog);
        } else if (catalog.endsWith(FILE_SUFFIX)) {
            properties.putAll(read(Path.of(catalog)));
        } else {
            properties.put(
                    CatalogUtil.ICEBERG_CATALOG_TYPE, CatalogUtil.ICEBERG_CATALOG_TYPE_HADOOP);
            properties.put(CatalogProperties.WAREHOUSE_LOCATION, warehouse(catalog));
        }
        return properties;
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "[%s] must be properties, but is not: %s".formatted(file, e.getMessage()), e);
        }
        Map<String, String> properties = new HashMap<>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        return properties;
    }

    /** A catalog of files needs a store on which only one of two renames to a name succeeds. */
    private static String warehouse(String catalog) throws RegistrationRefusedException {
        int scheme = catalog.indexOf(":/");
        if (scheme < 0) {
            return FileLocation.of(Path.of(catalog));
        }
        String name = catalog.substring(0, scheme);
        if (name.equals("file") || name.equals("hdfs")) {
            return catalog;
        }
        throw new RegistrationRefusedException(
                "[%s] a catalog of files must be a folder or hdfs://…, because an object store has no renames that make two writers safe, but the scheme is [%s]; use a REST catalog, http(s)://…, or one in a database, jdbc:…"
                        .formatted(catalog, name));
    }

    private static void requireWarehouse(String catalog, Map<String, String> properties)
            throws RegistrationRefusedException {
        if (CatalogUtil.ICEBERG_CATALOG_TYPE_JDBC.equals(
                        properties.get(CatalogUtil.ICEBERG_CATALOG_TYPE))
                && !properties.containsKey(CatalogProperties.WAREHOUSE_LOCATION)) {
            throw new RegistrationRefusedException(
                    "[%s] a catalog in a database must be told where the tables' metadata go, but is not: add --iceberg-set warehouse=FOLDER"
                            .formatted(catalog));
        }
    }

    private static String cure(Map<String, String> properties) {
        String uri = properties.getOrDefault(CatalogProperties.URI, "");
        return uri.startsWith("jdbc:")
                ? "; its driver must be among the program's libraries, lib/runtime of an installed deltabook"
                : "";
    }

    /** The messages of an error and of what caused it. */
    static String messages(Throwable error) {
        StringBuilder text = new StringBuilder(String.valueOf(error.getMessage()));
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && text.indexOf(cause.getMessage()) < 0) {
                text.append(" (").append(cause.getMessage()).append(')');
            }
        }
        return text.toString();
    }
}
