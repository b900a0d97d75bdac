// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.terminal.RootCause;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureManager;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.filter.AbstractFilter;

/**
 * While open, remembers why the newest checkpoint failed: Flink fails a job after several failed
 * checkpoints in a row, but only logs their causes. Sees only an embedded cluster; a remote one has
 * its own log. Any thread may log; one thread opens and closes.
 */
final class CheckpointFailures implements AutoCloseable {
    private static final String LOGGER = CheckpointFailureManager.class.getName();

    /** Receives the errors that Flink logs, on the logging thread. */
    private static final class Memory extends AbstractAppender {
        private volatile String newest;

        private Memory() {
            super(CheckpointFailures.class.getName(), null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getThrown() != null) {
                newest = RootCause.of(event.getThrown());
            }
        }
    }

    /**
     * Keeps checkpoints out of the log that only met the end of the job or of a task, or gave way
     * to the savepoint that stops the job. Flink does not count them as failures either.
     */
    private static final class EndingFilter extends AbstractFilter {
        private static final Set<CheckpointFailureReason> REASONS =
                EnumSet.of(
                        CheckpointFailureReason.CHECKPOINT_DECLINED_TASK_CLOSING,
                        CheckpointFailureReason.CHECKPOINT_COORDINATOR_SHUTDOWN,
                        CheckpointFailureReason.CHECKPOINT_COORDINATOR_SUSPEND);

        /** Of a task that has finished; has no reason of its own. */
        private static final String FINISHED = "checkpoint request for unknown task";

        @Override
        public Result filter(LogEvent event) {
            CheckpointException failure =
                    event.getThrown() == null
                            ? null
                            : RootCause.find(event.getThrown(), CheckpointException.class);
            boolean isEnding =
                    failure != null
                            && (REASONS.contains(failure.getCheckpointFailureReason())
                                    || failure.getMessage().contains(FINISHED));
            return isEnding ? Result.DENY : Result.NEUTRAL;
        }
    }

    private final Memory memory = new Memory();
    private final LoggerContext context = LoggerContext.getContext(false);

    /** Starts listening; existing log output is unaffected. */
    CheckpointFailures() {
        boolean isLogged = context.getLogger(LOGGER).isWarnEnabled();
        LoggerConfig logger = new LoggerConfig(LOGGER, Level.WARN, isLogged);
        memory.start();
        logger.addAppender(memory, Level.WARN, null);
        logger.addFilter(new EndingFilter());
        Configuration configuration = context.getConfiguration();
        configuration.addLogger(LOGGER, logger);
        context.updateLoggers();
    }

    /**
     * Adds the cause to an error that only says that checkpoints failed.
     *
     * @param error any error, in one line
     */
    String explain(String error) {
        String cause = memory.newest;
        return cause != null
                        && error.contains(
                                CheckpointFailureManager
                                        .EXCEEDED_CHECKPOINT_TOLERABLE_FAILURE_MESSAGE)
                ? "several checkpoints in a row failed; the last: " + cause
                : error;
    }

    @Override
    public void close() {
        context.getConfiguration().removeLogger(LOGGER);
        context.updateLoggers();
        memory.stop();
    }
}
