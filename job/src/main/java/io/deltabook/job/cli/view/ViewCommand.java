// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.view;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.ReadOutputArgument;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.view.OutputView;
import io.deltabook.job.view.web.ViewServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook view}: shows an output in a browser. */
@Command(
        name = "view",
        description = {
            "Serves a page that shows an output: which hours there are and can be trusted, best bid"
                    + " and ask over time, the book at any instant, depth, rates, latency,"
                    + " incidents, rejected rows and statistics. The run may still be going on.",
            "Prints the page's address and serves it to browsers of this machine only, until it is"
                    + " interrupted (Ctrl-C). It opens nothing, loads nothing from a network and"
                    + " writes nothing."
        },
        footer = {"  deltabook view /data/events", "  deltabook view /data/events --port 8099"})
public final class ViewCommand extends ConsoleCommand {
    @Mixin private ReadOutputArgument output;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port on 127.0.0.1; 0, the default, takes any that is free.")
    private int port;

    public ViewCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws InvalidConfigException, IOException {
        Path folder = output.required();
        OutputView view = OutputView.of(folder);
        try (ViewServer server = ViewServer.start(view, port)) {
            console.print(server.address());
            console.note("Serving " + folder + " until interrupted (Ctrl-C)");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.CLEAN;
    }
}
