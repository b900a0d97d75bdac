// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.config.YamlFile;
import io.deltabook.job.state.RunRecord;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.runtime.net.SSLUtils;

/**
 * Whom this process trusts to be a cluster, and as whom it comes: Flink's {@code security.ssl.rest}
 * options, where they name a truststore; else the certificates that this Java trusts.
 */
public final class RestTrust {
    private static final String PREFIX = "security.ssl.";

    private static volatile SSLContext context;
    private static volatile Path preferred;

    private RestTrust() {}

    /** Takes the settings for all requests of this process that follow. */
    public static void use(Configuration flink) throws IOException {
        Map<String, String> own = settings(flink);
        if (!own.containsKey(SecurityOptions.SSL_REST_TRUSTSTORE.key())
                && !own.containsKey(SecurityOptions.SSL_TRUSTSTORE.key())) {
            context = null;
            return;
        }
        Configuration tls = Configuration.fromMap(own);
        tls.set(SecurityOptions.SSL_REST_ENABLED, true);
        try {
            context = SSLUtils.createRestSSLContext(tls, true);
        } catch (Exception e) {
            throw new IOException(
                    "%s must name a readable truststore, with its password in %s, but does not: %s"
                            .formatted(
                                    SecurityOptions.SSL_REST_TRUSTSTORE.key(),
                                    SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD.key(),
                                    e),
                    e);
        }
    }

    /**
     * Lets a file decide about the clusters of runs.
     *
     * @param file null for the one that the run was started with
     */
    public static void prefer(Path file) {
        preferred = file;
    }

    /** Takes those of a run: of the preferred file, else the one that it was started with. */
    static void use(StateFolder state) throws IOException {
        Path file = preferred == null ? file(state) : preferred;
        Configuration flink = new Configuration();
        try {
            if (file != null) {
                YamlFile.read(file).forEach((key, value) -> flink.setString(key, value.toString()));
            }
            use(flink);
        } catch (IOException | InvalidConfigException e) {
            throw ClusterTrustException.ofSettings(e);
        }
    }

    private static Path file(StateFolder state) throws IOException {
        RunRecord run = state.hasRun() ? RunRecord.read(state.run()) : null;
        Object file = run == null ? null : run.free().get(RunOptions.FLINK_CONFIG.key());
        return file == null ? null : Path.of(file.toString());
    }

    /** The options of a configuration, over those of the one that FLINK_CONF_DIR names. */
    static Map<String, String> settings(Configuration flink) {
        String folder = System.getenv(ConfigConstants.ENV_FLINK_CONF_DIR);
        Map<String, String> own = new TreeMap<>();
        if (folder != null && !folder.isBlank()) {
            own.putAll(GlobalConfiguration.loadConfiguration(folder).toMap());
        }
        own.putAll(flink.toMap());
        own.keySet().removeIf(key -> !isOne(key));
        return own;
    }

    /** Whether a key is one of these options, some of which are secrets. */
    static boolean isOne(String key) {
        return key.startsWith(PREFIX);
    }

    /** Null for that of this Java. */
    static SSLContext context() {
        return context;
    }
}
