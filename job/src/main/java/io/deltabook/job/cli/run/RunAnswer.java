// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.answer.RunReport;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.JsonText;
import io.deltabook.job.output.Summary;
import io.deltabook.job.state.JobRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

        @Override
        void submitted(JobRecord job, Path output, Console console) {
            console.print(
                    "The run is now job %s on %s, and needs this command no more. Go on with:"
                            .formatted(job.jobId(), job.cluster()));
            for (String command : List.of("watch", "status", "stop", "finish")) {
                console.print("  deltabook %-6s --output %s".formatted(command, output));
            }
        }
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

        @Override
        void submitted(JobRecord job, Path output, Console console) throws IOException {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("output", output.toString());
            json.put("web_ui", job.cluster().toString());
            json.put("job", job.jobId());
            json.put("rows_planned", job.rowsPlanned());
            console.document(JsonText.of(json));
        }
    };

    /** Prints the result of a run whose job has finished. */
    public abstract void finished(Summary summary, Path output, Console console) throws IOException;

    /** Prints the result of a run that had finished before. */
    public abstract void told(Completion.Result result, Console console) throws IOException;

    /** Prints how far a stopped run has come; people are told that in a note. */
    abstract void stopped(Summary summary, Console console) throws IOException;

    /** Prints where a job is that is left to its cluster; in JSON with the keys of status. */
    abstract void submitted(JobRecord job, Path output, Console console) throws IOException;
}
