// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conf/log4j2.properties leaves out, and that it leaves out nothing else. */
final class LogConfigurationTest {
    private static final LoggerContext CONTEXT = new LoggerContext("test");

    private static Configuration configuration;

    @BeforeAll
    static void read() {
        configuration =
                ConfigurationFactory.getInstance()
                        .getConfiguration(
                                CONTEXT,
                                "test",
                                Path.of("..", "conf", "log4j2.properties").toUri());
        configuration.initialize();
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    org.apache.flink.core.plugin.PluginConfig | The plugins directory [plugins] does not exist.
                    org.apache.flink.runtime.util.HadoopUtils | Could not find Hadoop configuration via any of the supported methods (Flink configuration, environment variables).
                    org.apache.hadoop.util.NativeCodeLoader | Unable to load native-hadoop library for your platform... using builtin-java classes where applicable
                    org.apache.flink.runtime.security.token.DefaultDelegationTokenManager | No tokens obtained so skipping notifications
                    org.apache.flink.runtime.security.token.DefaultDelegationTokenManager | Tokens update task not started because either no tokens obtained or none of the tokens specified its renewal date
                    org.apache.flink.metrics.MetricGroup | Name collision: Group already contains a Metric with the name 'pendingCommittables'. Metric will not be reported.[, taskmanager]
                    org.apache.flink.runtime.rpc.RpcEndpoint$MainThreadExecutor | The scheduled executor service is shutdown and ignores the command x
                    org.apache.flink.state.rocksdb.RocksDBResourceContainer | RocksDB instance path length exceeds limit : /x, disable log relocate.
                    org.apache.hadoop.metrics2.impl.MetricsConfig | Cannot locate configuration: tried hadoop-metrics2-s3a-file-system.properties,hadoop-metrics2.properties
                    org.apache.hadoop.metrics2.util.MBeans | Failed to register MBean "Hadoop:service=s3a-file-system,name=MetricsSystem,sub=Stats": Instance already exists.
                    com.amazonaws.util.VersionInfoUtils | The AWS SDK for Java 1.x entered maintenance mode starting July 31, 2024
                    com.amazonaws.services.s3.internal.Mimetypes | Unable to find 'mime.types' file in classpath
                    org.apache.hadoop.fs.s3a.S3AInstrumentation | Closing output stream statistics while data is still marked as pending upload in OutputStreamStatistics{}
                    org.apache.hadoop.fs.s3a.S3ABlockOutputStream | Application invoked the Syncable API against stream writing to o/x. This is unsupported
                    """)
    void aWarningThatAsksForNothingIsLeftOutAndAnotherOfItsClassIsNot(
            String logger, String message) {
        LoggerConfig config = configuration.getLoggerConfig(logger);

        assertThat(config.getName()).isEqualTo(logger);
        assertThat(config.getLevel()).isEqualTo(Level.WARN);
        assertThat(config.isFiltered(event(message))).isTrue();
        assertThat(config.isFiltered(event("Something else: " + message))).isFalse();
    }

    private static LogEvent event(String message) {
        return Log4jLogEvent.newBuilder()
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage(message))
                .build();
    }
}
