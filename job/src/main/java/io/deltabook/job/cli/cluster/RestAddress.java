// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;

/** The address of a cluster's REST interface, which may lie behind a proxy, below a path. */
public final class RestAddress {
    static final String TLS = "https";

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private RestAddress() {}

    /**
     * Reads what a user wrote.
     *
     * @param cluster HOST:PORT or a URL
     */
    public static URI of(String cluster) {
        String url = cluster.contains("://") ? cluster : "http://" + cluster;
        return URI.create(withoutSlash(url));
    }

    /** A page of a cluster; its path starts with a slash. */
    static URI page(URI cluster, String path) {
        return URI.create(withoutSlash(cluster.toString()) + path);
    }

    /** A page's server, without any path. */
    static URI root(URI page) {
        return URI.create(page.getScheme() + "://" + page.getRawAuthority());
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    static boolean isEncrypted(URI cluster) {
        return TLS.equalsIgnoreCase(cluster.getScheme());
    }

    /** The settings by which Flink's client reaches it. */
    static Configuration client(URI cluster, Configuration flink) {
        Configuration client = new Configuration();
        RestTrust.settings(flink).forEach(client::setString);
        flink.getOptional(RestOptions.RETRY_MAX_ATTEMPTS)
                .ifPresent(attempts -> client.set(RestOptions.RETRY_MAX_ATTEMPTS, attempts));
        flink.getOptional(RestOptions.RETRY_DELAY)
                .ifPresent(delay -> client.set(RestOptions.RETRY_DELAY, delay));
        client.set(RestOptions.ADDRESS, cluster.getHost());
        client.set(RestOptions.PORT, port(cluster));
        client.set(RestOptions.PATH, cluster.getPath());
        client.set(SecurityOptions.SSL_REST_ENABLED, isEncrypted(cluster));
        return client;
    }

    private static int port(URI cluster) {
        if (cluster.getPort() >= 0) {
            return cluster.getPort();
        }
        return isEncrypted(cluster) ? HTTPS_PORT : HTTP_PORT;
    }
}
