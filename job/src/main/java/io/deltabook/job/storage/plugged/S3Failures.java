// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.flink.util.ExceptionUtils;

/**
 * Says what is wrong where an S3 store or Hadoop's client for it fails. Their classes are those of
 * the plugin's class loader, so they are told by their names.
 */
final class S3Failures {
    private static final String NO_BUCKET = "NoSuchBucket";
    private static final Set<String> NO_BUCKET_TYPES = Set.of("UnknownStoreException");
    private static final Set<String> NO_CREDENTIALS =
            Set.of(
                    "NoAuthWithAWSException",
                    "NoAwsCredentialsException",
                    "CredentialInitializationException");
    private static final Set<String> NO_ETAG = Set.of("NoVersionAttributeException");
    private static final String PATH_STYLE =
            "; if its hosts' names have no bucket in them, set s3.path.style.access to true";
    private static final String TLS =
            "; of a store without TLS it begins with http://, and a certificate of your own must be in the truststore that DELTABOOK_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE names";
    private static final Set<Integer> FORBIDDEN = Set.of(401, 403);

    private static final int MISSING = 404;

    /** Answers of a proxy that gets none itself. */
    private static final Set<Integer> GATEWAY = Set.of(502, 504);

    /** What must be otherwise where a store does not take credentials, by its code. */
    private static final Map<String, String> OF_CODE =
            Map.of(
                    "InvalidAccessKeyId",
                    "s3.access-key must be a key that the store knows, but it answers %s: correct it, or AWS_ACCESS_KEY_ID",
                    "SignatureDoesNotMatch",
                    "s3.secret-key must be the secret of s3.access-key, but the store answers %s: correct it, or AWS_SECRET_ACCESS_KEY",
                    "InvalidToken",
                    "s3.session.token must be a token that the store knows, but it answers %s: get new credentials",
                    "ExpiredToken",
                    "s3.session.token must not have expired, but the store answers %s: get new credentials",
                    "RequestTimeTooSkewed",
                    "the clock of this machine must be right, but the store answers %s: set it");

    private final S3Settings settings;

    /**
     * Failures of a store.
     *
     * @param settings how it is asked
     */
    S3Failures(S3Settings settings) {
        this.settings = settings;
    }

    /**
     * A failure in words that say what to do.
     *
     * @return null if there are none for it
     */
    IOException inWords(Throwable failure, String bucket) {
        if (isOf(failure, NO_CREDENTIALS)) {
            return new StoreOptionException(
                    "a store must be asked with credentials, but there are none, neither as s3.access-key and s3.secret-key nor as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and this machine has no role that gives any: set one of the pairs",
                    failure);
        }
        if (isOf(failure, NO_ETAG)) {
            return new IOException(
                    "it must have an ETag, by which a change is noticed, but the store gives none: set fs.s3a.change.detection.version.required to false to read it without",
                    failure);
        }
        Answer answer = answer(failure);
        if (isOf(failure, NO_BUCKET_TYPES) || answer != null && NO_BUCKET.equals(answer.code)) {
            return new IOException(
                    "there is no bucket %s at %s: create it, name another, or correct s3.endpoint"
                            .formatted(bucket, settings.address()),
                    failure);
        }
        if (answer == null) {
            return null;
        }
        String words = OF_CODE.get(answer.code);
        if (words != null) {
            return new StoreOptionException(words.formatted(answer), failure);
        }
        return FORBIDDEN.contains(answer.status)
                ? new IOException(
                        "the store at %s must let this user in, but answers %s: check s3.access-key and s3.secret-key, and what the store allows them to do in bucket %s"
                                .formatted(settings.address(), answer, bucket),
                        failure)
                : null;
    }

    /**
     * The failure of the first request to a store, in words that say what to do.
     *
     * @return null if the store has answered and may be asked other things
     */
    IOException ofFirstRequest(IOException failure, String bucket) {
        IOException words = inWords(failure, bucket);
        Answer answer = answer(failure);
        boolean isAnswer = answer != null && answer.isOfStore();
        if (words != null) {
            // What it does not allow here need not be what is wanted of it.
            return isAnswer
                            && !(words instanceof StoreOptionException)
                            && FORBIDDEN.contains(answer.status)
                    ? null
                    : words;
        }
        return isAnswer
                ? null
                : new StoreOptionException(silence(failure, bucket, answer), failure);
    }

    private String silence(IOException failure, String bucket, Answer answer) {
        String where = settings.route();
        String found =
                settings.endpoint().isEmpty()
                        ? "s3.endpoint is not set, so %s is asked, but does not answer (%s): set s3.endpoint if another store is meant, else check the network and s3.proxy.host"
                        : "s3.endpoint must be the address of a store that answers, but %s does not (%s): correct it, or start the store";
        UnknownHostException unknown =
                ExceptionUtils.findThrowable(failure, UnknownHostException.class).orElse(null);
        if (unknown != null) {
            boolean isOfBucket =
                    !settings.endpoint().isEmpty()
                            && String.valueOf(unknown.getMessage()).startsWith(bucket + ".");
            return found.formatted(where, reason(unknown)) + (isOfBucket ? PATH_STYLE : "");
        }
        SSLException tls = ExceptionUtils.findThrowable(failure, SSLException.class).orElse(null);
        if (tls != null) {
            return found.formatted(where, "no TLS: " + reason(tls)) + TLS;
        }
        return found.formatted(where, answer == null ? reason(failure) : answer.toString());
    }

    /** An address that is none, before there is a client; null for any other failure. */
    static StoreOptionException ofAddress(IOException failure) {
        URISyntaxException syntax =
                ExceptionUtils.findThrowable(failure, URISyntaxException.class).orElse(null);
        return syntax == null
                ? null
                : new StoreOptionException(
                        "s3.endpoint must be an address such as https://minio.example:9000, but was [%s]: correct it"
                                .formatted(syntax.getInput()),
                        failure);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause instanceof UnknownHostException
                ? "unknown host " + message.replaceFirst(":.*", "")
                : message;
    }

    private static boolean isOf(Throwable failure, Set<String> types) {
        return ExceptionUtils.findThrowable(
                        failure, cause -> types.contains(cause.getClass().getSimpleName()))
                .isPresent();
    }

    /** What a store has answered; null if it has not. */
    private static Answer answer(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, cause -> Answer.of(cause) != null)
                .map(Answer::of)
                .orElse(null);
    }

    /**
     * An answer of a store.
     *
     * @param status its status of HTTP
     * @param code its code, which S3 has for it
     */
    private record Answer(int status, String code) {
        /** Null if an error is not that of an answer. */
        static Answer of(Throwable error) {
            try {
                Class<?> type = error.getClass();
                Object status = type.getMethod("getStatusCode").invoke(error);
                Object code = type.getMethod("getErrorCode").invoke(error);
                return new Answer((Integer) status, (String) code);
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }

        /** Of a bucket that is missing a store says so in a code; proxies and others have none. */
        boolean isOfStore() {
            return !GATEWAY.contains(status) && !(status == MISSING && isWithoutCode());
        }

        private boolean isWithoutCode() {
            return code == null || code.startsWith(status + " ");
        }

        /** Where the store gives no code the client makes one of the status. */
        @Override
        public String toString() {
            String text = code == null ? "" + status : code;
            return isWithoutCode() ? text : status + " " + code;
        }
    }
}
