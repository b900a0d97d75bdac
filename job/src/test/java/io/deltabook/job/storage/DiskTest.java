// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskTest {
    @TempDir private Path folder;

    @Test
    void namesInAMissingFolderAreNotSkippedSilently() throws IOException {
        Disk.forceNames(folder);

        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> Disk.forceNames(gone)).isInstanceOf(NoSuchFileException.class);
        Disk.forceNamesIfThere(gone);
    }
}
