#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures the job on generated data; the results go to docs/benchmarks.md, profile.md and importing.md.
#
#   scripts/bench.sh [--rows N] [--quick] [...]   against the idiomatic Flink job, the plain writer, a raw scan,
#                                                 DuckDB's COPY and, where they can be had, the copies of polars
#                                                 and Spark; all that write events must first write equal ones
#   scripts/bench.sh scale [...]                  by size, parallelism, symbols and depth; a sizing table
#   scripts/bench.sh profile [...]                CPU time of each stage
#   scripts/bench.sh import [...]                CSV files, and a run over the imported files
#   scripts/bench.sh jmh [--record] [JMH options] the JMH benchmarks; -l lists them; --record saves their table
#
# scripts/bench.sh --help lists the options. Data and runs are kept in data/bench. The default data repeat the
# futures case of the golden data (../shared/golden, or the folder in DELTABOOK_GOLDEN), else a synthetic future.
# The job is started by its launcher with the defaults of scripts/deltabook.
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

# Reads JMH's CSV file and prints the rows per second of each benchmark as a Markdown table.
jmh_table() {
    printf 'Repeat it with: `scripts/bench.sh jmh --record%s` (2 cores or more; one is used).\n\n' "${*:+ $*}"
    printf '| benchmark | shape | variant | M rows/s | ± (99.9 %%) |\n|---|---|---|---:|---:|\n'
    awk -F, '
        { gsub(/["\r]/, "") }
        FNR == 1 { for (i = 8; i <= NF; i++) name[i] = $i; next }
        $1 ~ /:rows$/ {
            shape = variant = ""
            for (i = 8; i <= NF; i++) {
                if ($i == "") continue
                value = tolower($i)
                if (name[i] == "Param: shape") shape = value
                else variant = variant (variant == "" ? "" : ", ") (name[i] == "Param: retained" ? "retained " : "") value
            }
            sub(/.*benchmarks\./, "", $1); sub(/:rows$/, "", $1)
            printf "| `%s` | %s | %s | %.1f | %s |\n", $1, shape, variant, $5 / 1e6, $6 == "NaN" ? "" : sprintf("%.1f", $6 / 1e6)
        }' "$root/data/bench/jmh.csv"
}

# Has polars and Spark copy the input columns as well, where they can be had.
copies=()
add_copies() {
    local polars="$root/data/bench/polars"
    mkdir -p "$polars"
    cp "$root/benchmarks/polars/package.json" "$polars/"
    if command -v node >/dev/null && command -v npm >/dev/null && npm install --silent --prefix "$polars" >&2; then
        copies+=("-Ddeltabook.bench.polars=$polars")
    else
        printf 'Without polars: its package needs Node.js 20 or later with npm.\n' >&2
    fi
    if [ -s "$root/readers/target/class-path" ] ||
        maven -q -Dquick -Preaders -pl readers -am process-test-classes >"$root/data/bench/spark.log" 2>&1; then
        copies+=(-Ddeltabook.bench.spark=true)
    else
        printf 'Without Spark: its test module does not compile; see data/bench/spark.log.\n' >&2
    fi
}

if [ "${1:-}" = jmh ]; then
    shift
    cd "$root"
    if [ "${1:-}" != --record ]; then
        exec "${command[@]}" org.openjdk.jmh.Main "$@"
    fi
    shift
    mkdir -p data/bench
    "${command[@]}" org.openjdk.jmh.Main -rf csv -rff data/bench/jmh.csv "$@"
    jmh_table "$@" | record_part docs/benchmarks.md jmh scripts/bench.sh
    exit
fi
if [ "$*" = --help ] || [ "$*" = -h ]; then
    print_help
    printf '\n'
fi
case "${1:-}" in
    scale | profile | import) ;;
    *) add_copies ;;
esac
exec "${command[@]}" "${copies[@]}" io.deltabook.benchmarks.suite.Bench "$@"
