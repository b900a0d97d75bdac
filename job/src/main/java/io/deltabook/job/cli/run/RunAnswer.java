// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.answer.RunReport;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.JsonText;
import io.deltabook.job.output.Summary;
import java.io.IOException;
import java.nio.file.Path;

/** How a run's result is printed. */
public enum RunAnswer {
    /** A report for people. */
    TEXT {
        @Override
        public void finished(Summary summary, Path output, Console console) {
            new RunReport(summary, output).print(console);
        }

        @Override
        public void told(Completion.Result result, Console console) {
            if (result.outcome().isComplete()) {
                console.note(
                        "[%s] is complete: every lane was read to its end."
                                .formatted(result.output()));
            }
        }

        @Override
        void stopped(Summary summary, Console console) {}
    },

    /** The summary, whose keys are a contract: those of summary.json. */
    JSON {
        @Override
        public void finished(Summary summary, Path output, Console console) throws IOException {
            console.document(JsonText.of(summary.json()));
        }

        @Override
        public void told(Completion.Result result, Console console) throws IOException {
            console.document(JsonText.of(result.summary().json()));
        }

        @Override
        void stopped(Summary summary, Console console) throws IOException {
            console.document(JsonText.of(summary.json()));
        }
    };

    /** Prints the result of a run whose job has finished. */
    public abstract void finished(Summary summary, Path output, Console console) throws IOException;

    /** Prints the result of a run that had finished before. */
    public abstract void told(Completion.Result result, Console console) throws IOException;

    /** Prints how far a stopped run has come; people are told that in a note. */
    abstract void stopped(Summary summary, Console console) throws IOException;
}
