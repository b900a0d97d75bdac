// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
                CommandLineRun generated =
                        CommandLineRun.of(
                                "generate",
                                "--output",
                                folder.resolve("in").toString(),
                                "--rows",
                                "60000",
                                "--symbols",
                                "2");
                assertThat(generated.exitCode()).isZero();
                run(folder, "one", "--parallelism=1");
                run(
                        folder,
                        "two",
                        "--parallelism=2",
                        "--set=sink.compression=snappy",
                        "--set=sink.row-group-size=64kb");
                return new Shared(folder);
            } catch (IOException e) {
                throw new IllegalStateException("the sample must be writable", e);
            }
        }

        private static void run(Path folder, String name, String... more) {
            List<String> args = new ArrayList<>();
            Collections.addAll(args, "run", "--input", folder.resolve("in").toString());
            Collections.addAll(args, "--output", folder.resolve(name).toString());
            Collections.addAll(args, "--set=snapshot.every-updates=500");
            Collections.addAll(args, "--set=snapshot.interval=10s");
            Collections.addAll(args, more);
            CommandLineRun.succeeds(args.toArray(new String[0]));
        }

        @Override
        public void close() throws IOException {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path directory, IOException error)
                                throws IOException {
                            Files.delete(directory);
                            return FileVisitResult.CONTINUE;
                        }
                    });
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
