// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import io.deltabook.job.cli.terminal.RootCause;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLHandshakeException;
import org.apache.flink.configuration.SecurityOptions;

/**
 * It is not known whether what answers is the cluster, and asking again changes nothing. The
 * message is for the user.
 */
public final class ClusterTrustException extends IOException {
    private static final long serialVersionUID = 1L;

    private ClusterTrustException(String message, Throwable cause) {
        super(message);
        // No cause: the innermost one, which is what users are shown, does not say what to do.
        addSuppressed(cause);
    }

    /** A certificate, of either side, that the other one does not take. */
    static boolean isBehind(IOException failure) {
        return failure instanceof SSLHandshakeException
                && !(failure.getCause() instanceof EOFException);
    }

    static ClusterTrustException of(URI cluster, IOException failure) {
        return new ClusterTrustException(
                "[%s] must be a Flink cluster that answers, with a certificate that is trusted, but is not: %s; %s in the file of --flink-config names another truststore"
                        .formatted(
                                cluster,
                                RootCause.of(failure),
                                SecurityOptions.SSL_REST_TRUSTSTORE.key()),
                failure);
    }

    static ClusterTrustException ofSettings(Exception failure) {
        return new ClusterTrustException(
                "%s: the settings of TLS are those of the file that the run was started with, or of --flink-config"
                        .formatted(failure.getMessage()),
                failure);
    }
}
