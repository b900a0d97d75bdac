// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A secret that only the run's user can read, required for every change through the REST interface
 * of an embedded cluster. It is new for each process and stored among its working files.
 */
public final class RestToken {
    /** The header of a request that carries it. */
    static final String HEADER = "Authorization";

    private static final String FILE = "rest-token";
    private static final String ONLY_THE_OWNER = "rw-------";
    private static final int BYTES = 32;

    private final byte[] header;

    private RestToken(String text) {
        header = ("Bearer " + text).getBytes(StandardCharsets.US_ASCII);
    }

    /** Creates a token. */
    static RestToken random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new RestToken(HexFormat.of().formatHex(bytes));
    }

    /**
     * Creates a token and writes it to a file for the user's other commands.
     *
     * @param folder the run's working files; must exist
     */
    public static RestToken create(Path folder) throws IOException {
        RestToken token = random();
        Path file = folder.resolve(FILE);
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(ONLY_THE_OWNER)));
        Files.write(file, token.header);
        return token;
    }

    /**
     * The header of a run's token.
     *
     * @param folder the run's working files
     * @return null if there is none, or this user may not read it
     */
    public static String header(Path folder) {
        try {
            return Files.readString(folder.resolve(FILE), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return null;
        }
    }

    /** The required value of the request's {@link #HEADER}. */
    public String header() {
        return new String(header, StandardCharsets.US_ASCII);
    }

    /** Whether a request carries the token; compares in constant time. */
    boolean isIn(String said) {
        return said != null
                && MessageDigest.isEqual(header, said.getBytes(StandardCharsets.US_ASCII));
    }
}
