// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path that a user wrote. An address of another file system is never taken for a folder. */
public final class LocalPath {
    /** A drive letter is not a scheme. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*");

    /** What nobody calls a folder, also where the slashes are forgotten. */
    private static final Pattern WELL_KNOWN =
            Pattern.compile(
                    "(file|s3[anp]?|gs|abfss?|wasbs?|hdfs|https?|ftp|sftp):.*",
                    Pattern.CASE_INSENSITIVE);

    private LocalPath() {}

    /**
     * Reads a path, or the address of a local one ({@code file:///data}).
     *
     * @throws IllegalArgumentException if it is neither; the message says what must hold, the
     *     value, and the way out
     */
    public static Path of(String text) {
        Matcher address = WELL_KNOWN.matcher(text);
        if (!address.matches() && !address.usePattern(ADDRESS).matches()) {
            return Path.of(text);
        }
        if (!address.group(1).equalsIgnoreCase("file")) {
            throw new IllegalArgumentException(
                    ("a path must be on a file system of this machine, but [%s] is an address of %s:"
                                    + " mount it, or copy it to a disk and name its folder there")
                            .formatted(text, address.group(1)));
        }
        return ofFile(text);
    }

    private static Path ofFile(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getRawAuthority() == null && uri.getPath() != null) {
                return Path.of(uri.getPath());
            }
        } catch (URISyntaxException e) {
            throw notLocal(text, e);
        }
        throw notLocal(text, null);
    }

    private static IllegalArgumentException notLocal(String text, Exception cause) {
        return new IllegalArgumentException(
                "an address of a local file must be such as file:///data/in, but was [%s]: write the path alone"
                        .formatted(text),
                cause);
    }
}
