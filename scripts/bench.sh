#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures the job on generated data; the results go to docs/benchmarks.md and docs/profile.md.
#
#   scripts/bench.sh [--rows N] [--quick] [...]   against the idiomatic Flink job, the plain writer, a raw scan
#                                                 and DuckDB's COPY; first all of them must give equal events
#   scripts/bench.sh scale [...]                  over sizes, parallelism, symbols and depth; a sizing table
#   scripts/bench.sh profile [...]                CPU time of each stage
#   scripts/bench.sh jmh [JMH options]            the JMH benchmarks; -l lists them
#
# scripts/bench.sh --help lists the options. Data and runs lie in data/bench. The default data repeat the
# futures case of the golden data (../shared/golden, or where DELTABOOK_GOLDEN says), else a synthetic future.
# The job runs as its launcher starts it, with the defaults of scripts/deltabook.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ensure_built
ensure_benchmarks_built
ensure_java

command=("$JAVA_HOME/bin/java"
    "-Ddeltabook.home=$root"
    "-Dlog.file=$root/data/bench/logs/bench.log"
    "-Dlog4j2.configurationFile=$root/conf/log4j2.properties"
    -cp "$root/benchmarks/target/deltabook-benchmarks.jar:$root/benchmarks/target/lib/*")

if [ "${1:-}" = jmh ]; then
    shift
    cd "$root"
    exec "${command[@]}" org.openjdk.jmh.Main "$@"
fi
if [ "$*" = --help ] || [ "$*" = -h ]; then
    print_help
    printf '\n'
fi
exec "${command[@]}" io.deltabook.benchmarks.suite.Bench "$@"
