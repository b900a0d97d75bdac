// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.benchmarks.contender.DuckCopyRun;
import io.deltabook.benchmarks.contender.Figures;
import io.deltabook.benchmarks.contender.IdiomaticRun;
import io.deltabook.benchmarks.contender.PlainWriterRun;
import io.deltabook.benchmarks.contender.ScanRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The ways to do the work, with their command lines. */
final class Contenders {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As Spark's own launcher opens the JDK for it. */
    private static final List<String> OPENED_FOR_SPARK =
            List.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.security.action",
                    "sun.util.calendar");

    private final Path home;
    private final Map<String, String> environment;

    /**
     * @param home folder of the project
     * @param logs folder for the log files of the job's runs
     */
    Contenders(Path home, Path logs) {
        this.home = home;
        this.environment = Map.of("DELTABOOK_LOG_DIR", logs.toString());
    }

    /**
     * The job itself, started by its launcher with the product's defaults.
     *
     * @param options further options of {@code deltabook run}
     */
    Contender job(String name, int parallelism, String... options) {
        return job(name, environment, parallelism, options);
    }

    /** The job with further JVM options. */
    Contender jobWith(String name, String javaOptions, int parallelism) {
        return job(
                name,
                Map.of(
                        "DELTABOOK_LOG_DIR",
                        environment.get("DELTABOOK_LOG_DIR"),
                        "DELTABOOK_JAVA_OPTS",
                        javaOptions),
                parallelism);
    }

    private Contender job(
            String name, Map<String, String> variables, int parallelism, String... options) {
        return new Contender(
                name,
                variables,
                place -> {
                    List<String> command =
                            new ArrayList<>(
                                    List.of(
                                            home.resolve("scripts/deltabook").toString(),
                                            "run",
                                            "--input",
                                            place.data().folder().toString(),
                                            "--output",
                                            place.output().toString(),
                                            "--state",
                                            place.state().toString(),
                                            "--parallelism",
                                            String.valueOf(parallelism),
                                            "--set",
                                            "checkpoint.interval=10s"));
                    command.addAll(List.of(options));
                    return command;
                },
                Contenders::ofSummary);
    }

    private static Figures ofSummary(Place place) throws IOException {
        JsonNode attempt =
                JSON.readTree(place.output().resolve("summary.json").toFile()).get("attempt");
        return new Figures(
                attempt.get("job_time_seconds").asDouble(), attempt.get("rows_in").asLong());
    }

    /** The job with the plain writer. */
    Contender plainWriter(String name, int parallelism) {
        return cluster(name, PlainWriterRun.class, parallelism);
    }

    /** The idiomatic Flink job. */
    Contender idiomatic(String name, int parallelism) {
        return cluster(name, IdiomaticRun.class, parallelism);
    }

    private Contender cluster(String name, Class<?> main, int parallelism) {
        return measured(
                name,
                main,
                place ->
                        List.of(
                                home.toString(),
                                place.data().folder().toString(),
                                place.output().toString(),
                                place.state().toString(),
                                String.valueOf(parallelism),
                                place.figures().toString()));
    }

    /** The job's reader alone. */
    Contender scan(String name) {
        return measured(
                name,
                ScanRun.class,
                place ->
                        List.of(
                                place.data().folder().toString(),
                                place.output().toString(),
                                place.figures().toString()));
    }

    /** DuckDB's COPY. */
    Contender duckCopy(String name, DuckCopyRun.Columns columns, int threads) {
        return measured(
                name,
                DuckCopyRun.class,
                place ->
                        List.of(
                                place.data().folder().toString(),
                                place.output().resolve("copy.parquet").toString(),
                                String.valueOf(threads),
                                place.figures().toString(),
                                columns.name()));
    }

    /**
     * polars, whose Node package scripts/bench.sh installs.
     *
     * @return null where there is none
     */
    Contender polarsCopy(String name, int threads) {
        String folder = System.getProperty("deltabook.bench.polars");
        return folder == null
                ? null
                : new Contender(
                        name,
                        Map.of(
                                "NODE_PATH",
                                folder + "/node_modules",
                                "POLARS_MAX_THREADS",
                                String.valueOf(threads)),
                        place ->
                                List.of(
                                        "node",
                                        home.resolve("benchmarks/polars/copy.cjs").toString(),
                                        place.data().folder().toString(),
                                        place.output().resolve("copy.parquet").toString(),
                                        place.figures().toString()),
                        place -> Figures.read(place.figures()));
    }

    /**
     * Spark in one process, whose class path scripts/bench.sh makes.
     *
     * @return null where there is none
     */
    Contender sparkCopy(String name, int threads) throws IOException {
        Path classPath = home.resolve("readers/target/class-path");
        if (!Boolean.getBoolean("deltabook.bench.spark")) {
            return null;
        }
        String libraries = Files.readString(classPath).strip();
        return new Contender(
                name,
                Map.of(),
                place -> spark(libraries, place, threads),
                place -> Figures.read(place.figures()));
    }

    private List<String> spark(String libraries, Place place, int threads) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.add("-Xmx4g");
        for (String opened : OPENED_FOR_SPARK) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(home.resolve("readers/target/test-classes") + File.pathSeparator + libraries);
        command.add("io.deltabook.readers.SparkCopy");
        command.add(place.data().folder().toString());
        command.add(place.output().toString());
        command.add(String.valueOf(threads));
        command.add(place.figures().toString());
        return command;
    }

    /** A process of these benchmarks, which writes its own figures. */
    private Contender measured(
            String name, Class<?> main, Function<Place, List<String>> arguments) {
        return new Contender(
                name,
                Map.of(),
                place -> java(main, place, arguments.apply(place)),
                place -> Figures.read(place.figures()));
    }

    private List<String> java(Class<?> main, Place place, List<String> arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx4g",
                                "-Dlog.file=" + place.log() + ".file",
                                "-Dlog4j2.configurationFile="
                                        + home.resolve("conf/log4j2.properties"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(arguments);
        return command;
    }
}
