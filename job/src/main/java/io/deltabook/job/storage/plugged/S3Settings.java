// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

/**
 * How an S3 store is asked, as Hadoop's client has it from Flink's keys and those of the bucket.
 *
 * @param endpoint its address, empty for Amazon's
 * @param isTls whether an address without a scheme is asked with TLS
 * @param proxyHost what it is asked through, empty for nothing
 */
record S3Settings(String endpoint, boolean isTls, String proxyHost) {
    private static final String PREFIX = "fs.s3a.";

    /** Those of Hadoop's file system inside the plugin. */
    static S3Settings of(Object hadoop) throws ReflectiveOperationException {
        Object conf = hadoop.getClass().getMethod("getConf").invoke(hadoop);
        return new S3Settings(
                get(conf, "endpoint", ""),
                Boolean.parseBoolean(get(conf, "connection.ssl.enabled", "true")),
                get(conf, "proxy.host", ""));
    }

    private static String get(Object conf, String key, String ifNone)
            throws ReflectiveOperationException {
        Object value =
                conf.getClass()
                        .getMethod("getTrimmed", String.class, String.class)
                        .invoke(conf, PREFIX + key, ifNone);
        return (String) value;
    }

    /** What is asked. */
    String address() {
        if (endpoint.isEmpty()) {
            return "Amazon's store";
        }
        return endpoint.contains("://")
                ? "[" + endpoint + "]"
                : "[%s://%s]".formatted(isTls ? "https" : "http", endpoint);
    }

    /** What is asked, and through what. */
    String route() {
        return proxyHost.isEmpty()
                ? address()
                : "%s, through the proxy [%s] of s3.proxy.host,".formatted(address(), proxyHost);
    }
}
