// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.synced;

import io.deltabook.job.storage.Disk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.core.fs.local.LocalRecoverableFsDataOutputStream;

/** Wraps Flink's stream, which forces its bytes when persisted, and reports it. */
final class ForcedFile extends LocalRecoverableFsDataOutputStream {
    private final Path file;

    ForcedFile(File target, File temporary) throws IOException {
        super(target, temporary);
        this.file = temporary.toPath();
    }

    @Override
    public void sync() throws IOException {
        Disk.force(super::sync, file);
    }
}
