#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds everything and runs all checks and all tests, in two JVMs at once: format, static checks, unit tests, and
# MiniCluster tests even if unit tests failed. Ends with one line of counts, "N passed, N failed, N skipped", and fails if
# a test, a check or the build failed.
#
#   scripts/test.sh [--fast] [maven options]
#
# With --fast, for the inner loop: format, static checks and unit tests. It leaves out the tests that start a MiniCluster
# or kill processes (*ITCase), the benchmarks, and the unit tests with @Tag("slow"): random data against oracles, and
# files damaged in many ways.
#
# One test: scripts/test.sh -Dtest=OrderBookTest -Dsurefire.failIfNoSpecifiedTests=false
# Golden data are read from ../shared/golden, or from the folder in DELTABOOK_GOLDEN; without them the tests that
# need them are skipped. To see what the tests log: -Ddeltabook.test.log=INFO
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

help_if_asked "$@"

# Many tests wait rather than work.
tests=(-DforkCount=2)
if [ "${1:-}" = --fast ]; then
    shift
    tests+=(-DskipITs -DexcludedGroups=slow)
fi

ensure_java_maven
# Reports of deleted tests would be counted as if they had run.
rm -rf "$root"/*/target/surefire-reports "$root"/*/target/failsafe-reports
output=$(mktemp)
trap 'rm -f "$output"' EXIT
status=0
maven --fail-at-end -Dmaven.test.failure.ignore=true verify "${tests[@]}" "$@" | tee "$output" || status=$?

# A report's first element: <testsuite ... tests="8" errors="0" skipped="1" failures="0" ...>
counts=$(find "$root" -path '*/target/*-reports/TEST-*.xml' -exec grep -ho '<testsuite [^>]*>' {} + | awk '
    function attribute(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
    { tests += attribute("tests"); failed += attribute("errors") + attribute("failures"); skipped += attribute("skipped") }
    END { printf "%d passed, %d failed, %d skipped", tests - failed - skipped, failed, skipped }' || true)

# Maven was told to continue after failed tests, and then also ignores a test JVM that died.
if [ $status -ne 0 ]; then
    printf '\nThe build failed outside the tests; see above.'
elif grep -qE 'in the fork|forked VM terminated' "$output"; then
    printf '\nA JVM running tests died; see above.'
    status=1
elif [[ $counts != *" passed, 0 failed, "* ]]; then
    status=1
fi
# Maven may leave an escape sequence without a line end.
printf '\n%s\n' "$counts"
exit "$status"
