// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import java.nio.file.Path;

/** A local path as tables name it: {@code file://} and the path, in which nothing is encoded. */
final class FileLocation {
    private FileLocation() {}

    static String of(Path path) {
        return "file://" + path.toAbsolutePath().normalize().toString().replace('\\', '/');
    }
}
