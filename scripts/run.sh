#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the main job.
#
#   scripts/run.sh                                   builds, generates a sample of 1 M deltas in data/sample
#                                                    (once) and runs the job on it into data/events-<time>
#   scripts/run.sh --input DIR --output DIR [...]    runs the job on your data: the same as
#                                                    scripts/deltabook run --input DIR --output DIR [...]
#
# scripts/deltabook run --help lists the options; scripts/deltabook --help the environment.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

help_if_asked "$@"

ensure_built
[ $# -eq 0 ] || exec "$root/scripts/deltabook" run "$@"

cd "$root"
sample=data/sample
output=data/events-$(date +%Y%m%d-%H%M%S)

# Written last, so a sample without it is incomplete.
if [ ! -f "$sample/expected.json" ]; then
    rm -rf "$sample"
    scripts/deltabook generate --output "$sample" --rows 1000000
fi
scripts/deltabook run --input "$sample" --output "$output"
