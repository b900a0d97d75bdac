// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.JsonText;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.storage.DamagedFileException;
import io.deltabook.job.verify.NotAnOutputException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command. One rule turns what it throws into an exit code and lines for the user. */
public abstract class ConsoleCommand implements Callable<Integer> {
    protected final Console console;

    protected ConsoleCommand(Console console) {
        this.console = console;
    }

    @Override
    public final Integer call() throws CommandFailure {
        try {
            return execute();
        } catch (InvalidConfigException e) {
            throw CommandFailure.usage(e.faults());
        } catch (BadInputException | NotAnOutputException | DamagedFileException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        } catch (IOException e) {
            throw CommandFailure.failed(RootCause.of(e), e);
        }
    }

    /** Does the work; returns the exit code. */
    protected abstract int execute() throws CommandFailure, InvalidConfigException, IOException;

    /** No constant: the loggers start with the first, also for a help text. */
    protected final Logger log() {
        return LoggerFactory.getLogger(getClass());
    }

    /** Prints the answer, for programs or for people. */
    protected final void answer(
            boolean isJson, Supplier<Map<String, Object>> json, Supplier<List<String>> text)
            throws IOException {
        if (isJson) {
            console.document(JsonText.of(json.get()));
        } else {
            text.get().forEach(console::print);
        }
    }
}
