// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalWorkTest {
    @TempDir private Path folder;

    @Test
    void aStateInAStoreHasOneFolderHere() {
        Path work = LocalWork.of(Place.of("s3://b/out.state"));
        assertThat(work).isEqualTo(LocalWork.of(Place.of("s3://b/out.state")));
        assertThat(work).isEqualTo(LocalWork.of(Place.of("s3a://b/out.state")));
        assertThat(work).isNotEqualTo(LocalWork.of(Place.of("s3://b/other.state")));
        assertThat(Place.isRemote(work)).isFalse();
        assertThat(work).startsWithRaw(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Test
    void nobodyElseReadsIt() throws IOException {
        Path work = folder.resolve("mine").resolve("work");
        LocalWork.create(work);
        LocalWork.create(work);
        assertThat(work).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aLinkInItsPlaceIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("else"));
        assertThatThrownBy(() -> LocalWork.create(link.resolve("work")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must be a folder of this user")
                .hasMessageContaining("-Djava.io.tmpdir=DIR");
        assertThat(folder.resolve("else")).doesNotExist();
    }
}
