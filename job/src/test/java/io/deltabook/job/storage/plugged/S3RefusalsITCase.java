// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.storage.testing.RefusingStore;
import io.deltabook.job.storage.testing.S3Server;
import io.deltabook.job.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said where a store does not answer, does not let in, or has something in the way. */
final class S3RefusalsITCase {
    private static final String KEYS = "--set s3.access-key=any --set s3.secret-key=any";
    private static final String PATH_STYLE = "--set s3.path.style.access=true";
    private static final int OPTION = 2;
    private static final int PLACE = 3;

    @RegisterExtension static final S3Server S3 = new S3Server();

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"status", "run --output s3://bucket/out --input"})
    void anEndpointWhereNothingAnswersIsNamedAtOnce(String command) throws IOException {
        String endpoint = "http://127.0.0.1:" + FreePort.any();

        CommandLineRun.of(command, "s3://bucket/x", KEYS, "--set s3.endpoint=" + endpoint)
                .assertEndedWith(OPTION)
                .assertErr(
                        "error: [s3://bucket/x] must be accessible, but is not: s3.endpoint must be the address of a store that answers, but ["
                                + endpoint
                                + "] does not (Connection refused): correct it, or start the store");
    }

    @Test
    void anEndpointThatIsNoAddressIsNamed() {
        CommandLineRun.of("status s3://bucket/x", KEYS, "--set", "s3.endpoint=http://bad[host")
                .assertEndedWith(OPTION)
                .assertErr(
                        "s3.endpoint must be an address such as https://minio.example:9000, but was [http://bad[host]: correct it");
    }

    @Test
    void aHostThatHasNoBucketsInItsNameIsToldFromOneThatIsWrong() {
        CommandLineRun.of(
                        "status s3://bucket/x", KEYS, "--set s3.endpoint=http://store.invalid:9000")
                .assertEndedWith(OPTION)
                .assertErr(
                        "[http://store.invalid:9000] does not (unknown host bucket.store.invalid)",
                        "set s3.path.style.access to true");
    }

    @ParameterizedTest
    @CsvSource({
        "403, InvalidAccessKeyId, 's3.access-key must be a key that the store knows, but it answers 403 InvalidAccessKeyId: correct it, or AWS_ACCESS_KEY_ID'",
        "403, SignatureDoesNotMatch, 's3.secret-key must be the secret of s3.access-key, but the store answers 403 SignatureDoesNotMatch: correct it, or AWS_SECRET_ACCESS_KEY'",
        "404, '', 's3.endpoint must be the address of a store that answers, but [%s] does not (404 Not Found)'",
    })
    void optionsThatTheStoreRefusesAreNamed(int status, String code, String words) {
        try (RefusingStore store = new RefusingStore(status, code)) {
            refusedBy(store).assertEndedWith(OPTION).assertErr(words.formatted(store.address()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, 'the store at [%s] must let this user in, but answers 403 Forbidden: check s3.access-key and s3.secret-key, and what the store allows them to do in bucket bucket'",
        "404, NoSuchBucket, 'there is no bucket bucket at [%s]: create it, name another, or correct s3.endpoint'",
    })
    void placesThatTheStoreRefusesAreNamed(int status, String code, String words) {
        try (RefusingStore store = new RefusingStore(status, code)) {
            refusedBy(store).assertEndedWith(PLACE).assertErr(words.formatted(store.address()));
        }
    }

    private static CommandLineRun refusedBy(RefusingStore store) {
        return CommandLineRun.of(
                "status s3://bucket/x", KEYS, PATH_STYLE, "--set s3.endpoint=" + store.address());
    }

    @Test
    void aFileWithoutTagNamesTheOptionToReadIt() {
        try (RefusingStore store = new RefusingStore(200, "Untagged")) {
            CommandLineRun.of(
                            "inspect s3://bucket/a.parquet",
                            KEYS,
                            PATH_STYLE,
                            "--set s3.endpoint=" + store.address())
                    .assertEndedWith(PLACE)
                    .assertErr(
                            "error: [s3://bucket/a.parquet] footer: it must have an ETag, by which a change is noticed, but the store gives none: set fs.s3a.change.detection.version.required to false to read it without");
        }
    }

    @Test
    void aFileIsNoFolderOfARun() throws Exception {
        S3.put("some/file.parquet", new byte[3]);
        String file = S3.address("some/file.parquet");
        assertRefused(
                "--output " + file,
                "[%s] output must be a folder, but it is a file; choose another --output",
                file);
        assertRefused(
                "--output " + file + "/out",
                "[%s/out] output must be a folder, but [%1$s] is a file; choose another --output",
                file);
        assertRefused(
                "--output %s --state %s/a/b".formatted(folder.resolve("out"), file),
                "[%s/a/b] state must be a folder, but [%1$s] is a file; choose another --state",
                file);
        assertThat(folder).isEmptyDirectory();
    }

    private void assertRefused(String places, String words, String file) {
        CommandLineRun.of("run --input", folder, places, S3.options())
                .assertEndedWith(PLACE)
                .assertErr("error: " + words.formatted(file));
    }
}
