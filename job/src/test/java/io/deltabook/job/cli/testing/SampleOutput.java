// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.storage.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Outputs of two real runs of the same generated input, made once for all tests: at parallelism 1,
 * and at 2 with other codec and row groups.
 */
public final class SampleOutput implements BeforeAllCallback {
    private Path folder;

    private record Shared(Path folder) implements AutoCloseable {
        static Shared make() {
            try {
                Path folder = Files.createTempDirectory("deltabook-sample");
                CommandLineRun.succeeds(
                        "generate --output", folder.resolve("in"), "--rows 60000 --symbols 2");
                run(folder, "one", "--parallelism=1");
                run(
                        folder,
                        "two",
                        "--parallelism=2 --set=sink.compression=snappy",
                        "--set=sink.row-group-size=64kb");
                return new Shared(folder);
            } catch (IOException e) {
                throw new IllegalStateException("the sample must be writable", e);
            }
        }

        private static void run(Path folder, String name, Object... more) {
            CommandLineRun.succeeds(
                    "run --set=snapshot.every-updates=500 --set=snapshot.interval=10s --input",
                    folder.resolve("in"),
                    "--output",
                    folder.resolve(name),
                    more);
        }

        @Override
        public void close() throws IOException {
            Folders.delete(folder);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        folder =
                context.getRoot()
                        .getStore(Namespace.GLOBAL)
                        .getOrComputeIfAbsent(Shared.class, key -> Shared.make(), Shared.class)
                        .folder();
    }

    /** Output at parallelism 1. */
    public Path one() {
        return folder.resolve("one");
    }

    /** Output at parallelism 2. */
    public Path two() {
        return folder.resolve("two");
    }
}
