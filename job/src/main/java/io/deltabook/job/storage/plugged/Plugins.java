// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.remote.StoredPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginDescriptor;
import org.apache.flink.core.plugin.PluginManager;

/** Finds Flink's plugins, and with them the file systems of this process. */
public final class Plugins {
    /** System property that names the folder of plugins. */
    public static final String FOLDER = "deltabook.plugins";

    /**
     * What is set unless the user does: to read what is asked for, where Hadoop would read on to
     * the end of the file; and not to ask for the deletion of folders' markers with each new file.
     */
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "fs.s3a.experimental.input.fadvise", "random",
                    "fs.s3a.directory.marker.retention", "keep");

    private static final String PLUGINS = "plugins";
    private static final String HDFS = "hdfs";

    /** Hadoop's words for an answer of a server that is none of its own. */
    private static final String NOT_RPC = "RPC response";

    private static final Map<String, String> OF_SCHEME =
            Map.of(
                    "s3", "flink-s3-fs-hadoop",
                    "s3a", "flink-s3-fs-hadoop",
                    "gs", "flink-gs-fs-hadoop",
                    "abfs", "flink-azure-fs-hadoop",
                    "abfss", "flink-azure-fs-hadoop");

    private static Made made;

    /** What the file systems were made of. */
    private record Made(Path folder, Map<String, String> settings, String working) {
        /** A run's file systems write into its own folder first, which ends with it. */
        boolean serves(Made wanted) {
            return folder != null
                    && folder.equals(wanted.folder)
                    && settings.equals(wanted.settings)
                    && (wanted.working == null || wanted.working.equals(working));
        }
    }

    private Plugins() {}

    /**
     * Makes the file systems of this process, unless they are as these settings want them: then a
     * store's connections stay open.
     *
     * @param flink Flink's settings, with those of the stores
     */
    public static synchronized void initialize(Configuration flink) {
        Configuration settings = new Configuration(flink);
        DEFAULTS.forEach(
                (key, value) -> {
                    if (!settings.containsKey(key)) {
                        settings.setString(key, value);
                    }
                });
        Path folder = folder();
        Made wanted =
                new Made(
                        folder,
                        StoreOptions.of(settings),
                        settings.getOptional(CoreOptions.TMP_DIRS).orElse(null));
        if (made == null || !made.serves(wanted)) {
            FileSystem.initialize(settings, folder == null ? null : plugins(folder, flink));
            made = wanted;
        }
    }

    /**
     * Makes the file systems of this process if an input is in a store.
     *
     * @param flink Flink's settings, with those of the stores
     */
    public static void initializeFor(Collection<Path> inputs, Configuration flink) {
        if (inputs.stream().anyMatch(Place::isRemote)) {
            initialize(flink);
        }
    }

    /**
     * Requires that the store of a place answers, within half a minute; one that has answered this
     * process is waited for. Only for the start of a command.
     *
     * @throws StoreOptionException if its options are to be mended
     */
    public static void requireAnswer(Path place) throws IOException {
        if (place instanceof StoredPath stored) {
            S3FirstRequest.send(stored, settings());
        }
    }

    private static synchronized Map<String, String> settings() {
        return made == null ? Map.of() : made.settings;
    }

    private static PluginManager plugins(Path folder, Configuration flink) {
        try {
            List<PluginDescriptor> found =
                    new ArrayList<>(new DirectoryBasedPluginFinder(folder).findPlugins());
            return new DefaultPluginManager(
                    found, CoreOptions.getPluginParentFirstLoaderPatterns(flink));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[%s] must hold one folder for each plugin: %s".formatted(folder, e), e);
        }
    }

    /**
     * The first that exists: as asked for, as Flink's scripts say, beside the program's jars or
     * their folder.
     */
    private static Path folder() {
        List<Path> places = new ArrayList<>();
        add(places, System.getProperty(FOLDER));
        add(places, System.getenv(ConfigConstants.ENV_FLINK_PLUGINS_DIR));
        addBesideProgram(places);
        return places.stream().filter(Files::isDirectory).findFirst().orElse(null);
    }

    private static void add(List<Path> places, String folder) {
        if (folder != null && !folder.isBlank()) {
            places.add(Path.of(folder).toAbsolutePath());
        }
    }

    private static void addBesideProgram(List<Path> places) {
        try {
            Path jar =
                    Path.of(
                            Plugins.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            places.add(jar.resolveSibling(PLUGINS));
            places.add(jar.getParent().resolveSibling(PLUGINS));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a jar must lie somewhere", e);
        }
    }

    /** What to do where a host is not known, which for HDFS may be the name of several. */
    static String unknownHost(String scheme, String host) {
        return HDFS.equals(scheme)
                ? "the host %s is not known; if it names a service of several, HADOOP_CONF_DIR must name the folder of Hadoop's hdfs-site.xml"
                        .formatted(host)
                : "the host %s is not known".formatted(host);
    }

    /**
     * What to do where HDFS does not answer, or something else does.
     *
     * @return null for any other failure
     */
    static String silence(String scheme, String authority, IOException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        boolean isSilent =
                cause instanceof SocketException || cause instanceof SocketTimeoutException;
        String why = String.valueOf(cause.getMessage());
        if (!HDFS.equals(scheme) || !isSilent && !why.startsWith(NOT_RPC)) {
            return null;
        }
        return "no name node answers at %s (%s): it must run, and the address must have the port of its RPC interface, as fs.defaultFS in Hadoop's core-site.xml has it"
                .formatted(authority, why.lines().findFirst().orElse(""));
    }

    /** What to do where no plugin reads a scheme. */
    static String missing(String scheme) {
        if (HDFS.equals(scheme)) {
            return "hdfs:// must have Hadoop's client on the class path of Flink, but it is not there: set HADOOP_CLASSPATH to what `hadoop classpath` prints before Flink is started";
        }
        String plugin = OF_SCHEME.getOrDefault(scheme, "of that scheme");
        return "%s:// must have Flink's plugin %s, but it is not installed: put its jar into the folder plugins/%1$s beside the program, or into a folder below the one that FLINK_PLUGINS_DIR names"
                .formatted(scheme, plugin);
    }
}
