// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.OtherCluster;
import io.deltabook.job.cli.testing.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose REST interface has a certificate that it signed itself. */
final class TlsClusterITCase {
    private static final String PASSWORD = "changeit";
    private static final String RUNNING = "(?s).*\\bstatus +running\\b.*";

    @TempDir private Path folder;

    private Path input;
    private Path output;
    private Path store;
    private Path trusting;
    private Path jar;

    @BeforeEach
    void setUp() throws IOException, InterruptedException {
        input = folder.resolve("in");
        output = folder.resolve("out");
        store = folder.resolve("rest.p12");
        trusting = folder.resolve("flink.yaml");
        jar = OtherCluster.emptyJar(folder);
        CommandLineRun.succeeds("generate --rows 20000 --output", input);
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD,
                                "-keyalg",
                                "RSA",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost,ip:127.0.0.1")
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor()).isZero();
        Files.writeString(
                trusting,
                "security.ssl.rest.truststore: %s%nsecurity.ssl.rest.truststore-password: %s%n"
                        .formatted(store, PASSWORD));
    }

    @Test
    void aRunAndTheCommandsAboutItTrustWhatTheRunsFileSaysOrAnother() throws Exception {
        try (MiniCluster cluster = OtherCluster.start(1, 1, tls())) {
            String address = "https://" + OtherCluster.address(cluster);
            String untrusted =
                    "["
                            + address
                            + "] must be a Flink cluster that answers, with a certificate that is trusted, but is not: ";
            CommandLineRun.of(run(address))
                    .assertEndedWith(ExitCode.FAILED)
                    .assertErr(untrusted, "security.ssl.rest.truststore in the file of");
            try (HeldMemory held = new HeldMemory()) {
                isStopped(address, untrusted);
            }
            CommandLineRun.succeeds(
                            "run --resume --set memory.limit=24gb --output",
                            output,
                            "--flink-config",
                            trusting)
                    .assertErr("Resuming from savepoint", "Web UI: " + address + "\n");
        }
    }

    /** While it runs, its file becomes that of a machine which does not know the certificate. */
    private void isStopped(String address, String untrusted) throws Exception {
        Path own = Files.copy(trusting, folder.resolve("own.yaml"));
        CompletableFuture<CommandLineRun> run =
                CommandLineRun.async(run(address + "/"), "--flink-config", own, HeldMemory.PAUSED);
        while (!CommandLineRun.of("status", output).out().matches(RUNNING)) {
            assertThat(run.isDone()).as(() -> run.join().toString()).isFalse();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        Files.writeString(own, "");
        CommandLineRun.succeeds("status", output).assertOut("unknown: [" + address);
        for (String command : List.of("savepoint", "stop", "watch")) {
            CommandLineRun.of(command, output)
                    .assertEndedWith(ExitCode.FAILED)
                    .assertErr("error: " + untrusted);
        }
        Files.delete(own);
        CommandLineRun.of("stop", output)
                .assertEndedWith(ExitCode.FAILED)
                .assertErr("[" + own + "] must be an existing file", "or of --flink-config");

        CommandLineRun.succeeds("status", output, "--flink-config", trusting)
                .assertOutPattern(RUNNING);
        CompletableFuture<CommandLineRun> watch =
                CommandLineRun.async("watch", output, "--flink-config", trusting);
        CommandLineRun.succeeds("savepoint", output, "--flink-config", trusting);
        CommandLineRun.succeeds("stop", output, "--flink-config", trusting);
        watch.get().assertEndedWith(ExitCode.STOPPED);
        run.get().assertEndedWith(ExitCode.STOPPED);
    }

    private Configuration tls() {
        Configuration tls = new Configuration();
        tls.set(SecurityOptions.SSL_REST_ENABLED, true);
        tls.set(SecurityOptions.SSL_REST_KEYSTORE, store.toString());
        tls.set(SecurityOptions.SSL_REST_KEYSTORE_PASSWORD, PASSWORD);
        tls.set(SecurityOptions.SSL_REST_KEY_PASSWORD, PASSWORD);
        tls.set(SecurityOptions.SSL_REST_TRUSTSTORE, store.toString());
        tls.set(SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD, PASSWORD);
        return tls;
    }

    private Words run(String address) {
        return Words.of(
                "run --parallelism 1 --input",
                input,
                "--output",
                output,
                "--cluster",
                address,
                "--cluster-jar",
                jar);
    }
}
