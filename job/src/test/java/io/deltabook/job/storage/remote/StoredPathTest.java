// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import org.junit.jupiter.api.Test;

/** What a path of Linux does, a path of a store does too. */
final class StoredPathTest {
    private static final Path FILE = StoredFileSystem.path("s3", "b", "a/x=1/f.parquet");

    @Test
    void aPathConsistsOfNames() {
        assertThat(FILE).hasToString("s3://b/a/x=1/f.parquet");
        assertThat(FILE.getNameCount()).isEqualTo(3);
        assertThat(FILE.getName(1)).hasToString("x=1");
        assertThat(FILE.getFileName()).hasToString("f.parquet");
        assertThat(FILE.subpath(0, 2)).hasToString("a/x=1");
        assertThat(FILE.getParent()).hasToString("s3://b/a/x=1");
        assertThat(FILE.getRoot()).hasToString("s3://b/");
        assertThat(FILE.getRoot().getParent()).isNull();
        assertThat(FILE.getRoot().getFileName()).isNull();
        assertThat(FILE.getFileName().getParent()).isNull();
        assertThat(FILE.getFileName().getRoot()).isNull();
        assertThat(FILE).extracting(Path::toString).asString().hasSize(22);
    }

    @Test
    void pathsAreJoinedAndTakenApart() {
        Path root = FILE.getRoot();
        assertThat(root.resolve("a").resolve("x=1").resolve(Path.of("f.parquet"))).isEqualTo(FILE);
        assertThat(root.resolve(FILE)).isEqualTo(FILE);
        assertThat(root.relativize(FILE)).hasToString("a/x=1/f.parquet");
        assertThat(FILE.relativize(root)).hasToString("../../..");
        assertThat(root.resolve(FILE.subpath(0, 3))).isEqualTo(FILE);
        assertThat(FILE.resolveSibling("g")).hasToString("s3://b/a/x=1/g");
        assertThatThrownBy(() -> root.relativize(Path.of("/a")))
                .isInstanceOf(ProviderMismatchException.class);
    }

    @Test
    void aPathLiesWithinItsParentsOfTheSameBucket() {
        assertThat(FILE.startsWith(FILE.getParent())).isTrue();
        assertThat(FILE.startsWith(StoredFileSystem.path("s3", "b", "a/x"))).isFalse();
        assertThat(FILE.startsWith(StoredFileSystem.path("s3", "c", "a"))).isFalse();
        assertThat(FILE.startsWith(Path.of("/a"))).isFalse();
        assertThat(FILE.endsWith(FILE.getFileName())).isTrue();
        assertThat(FILE.endsWith(FILE)).isTrue();
        assertThat(Path.of("/a").startsWith(FILE)).isFalse();
    }

    @Test
    void equalAddressesAreEqualPaths() {
        assertThat(StoredFileSystem.path("S3", "b", "/a//x=1/./y/../f.parquet/"))
                .isEqualTo(FILE)
                .hasSameHashCodeAs(FILE);
        assertThat(FILE).isNotEqualTo(StoredFileSystem.path("s3a", "b", "a/x=1/f.parquet"));
    }
}
