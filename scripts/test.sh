#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds everything and runs every check and every test: format, static checks, unit tests, MiniCluster tests.
#
#   scripts/test.sh [maven options]
#
# One test: scripts/test.sh -Dtest=OrderBookTest -Dsurefire.failIfNoSpecifiedTests=false
# Golden data are read from ../shared/golden, or from the folder that DELTABOOK_GOLDEN names; without them
# the tests that need them are skipped. To see what the tests log: -Ddeltabook.test.log=INFO
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

help_if_asked "$@"

ensure_java_maven
# Reports of tests that are gone would be counted as if they had run.
rm -rf "$root"/*/target/surefire-reports "$root"/*/target/failsafe-reports
maven verify "$@"
