#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Follows a folder into which the days of a month are copied, while the follower is killed again and again: the events
# must equal those of an undisturbed run over all days. Fails if they do not.
#
#   scripts/follow.sh [--kills N] [--rows R] [--days D] [--seed S]
#
#   --kills N  number of kills with SIGKILL (20)
#   --rows R   delta rows of the input, two symbols (4000000)
#   --days D   days they are spread over (12)
#   --seed S   the same seed produces the same pauses (1)
#
# Files are copied slowly, in place, and some days of the second symbol late. Data, runs and logs are kept in
# data/follow; a run that is equal is deleted.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/trial.sh"

help_if_asked "$@"
kills=20 rows=4000000 days=12 seed=1
while [ $# -gt 0 ]; do
    case "$1" in
        --kills | --rows | --days | --seed) [ $# -ge 2 ] || die "$1 must be followed by a value, but is not" ;;
        *) die "no such option: $1; see scripts/follow.sh --help" ;;
    esac
    printf -v "${1#--}" '%s' "$2"
    shift 2
done
for number in "$kills" "$rows" "$days" "$seed"; do
    case "$number" in '' | *[!0-9]*) die "all options must be whole numbers, but one is '$number'" ;; esac
done
RANDOM=$seed

folder=$root/data/follow
input=$folder/input-$rows-$days
growing=$folder/growing
output=$folder/run
state=$output.state
interval=200ms
pid='' copier=''
trial_folder "$folder"

# Copies a file in place, in two parts with a pause between them, as a slow network does.
copy_slowly() {
    local from=$1 to=$2 size
    size=$(stat -c %s "$from")
    mkdir -p "$(dirname "$to")"
    head -c $((size / 2)) "$from" >"$to"
    nap $((RANDOM % 1500))
    tail -c +$((size / 2 + 1)) "$from" >>"$to"
}

# Copies day after day; the last day is whole when it ends.
copy_days() {
    local day file
    for day in $(find "$input" -type d -name 'dt=*' -printf '%f\n' | sort -u); do
        for file in $(find "$input" -path "*/$day/*.parquet" | sort); do
            copy_slowly "$file" "$growing/${file#"$input"/}"
        done
        say "copied $day" >>"$logs/copy.log"
        nap $((RANDOM % 8000))
    done
}

follow() {
    log=$logs/follow-$1.log
    shift
    "$deltabook" run --follow --every 300ms --settle 2s --input "$growing" --output "$output" \
        --set "checkpoint.interval=$interval" "$@" >"$log" 2>&1 &
    pid=$!
}

trap 'kill_attempt; [ -z "$copier" ] || kill "$copier" 2>/dev/null || true' EXIT
ensure_built
generate_days "$days"
undisturbed
rm -rf "$growing" "$output" "$state" "$logs/copy.log"
mkdir -p "$growing"
copy_days &
copier=$!
busy=0
for ((i = 1; i <= kills; i++)); do
    follow "$i" --parallelism $((1 + i % 2))
    nap $((2500 + RANDOM % 7000))
    lives "$pid" || die "the follower must not end by itself, but did; see $log"
    kill -9 "$pid"
    await_end
    ! tail -n 1 "$log" | grep -qv '^Waiting' || busy=$((busy + 1))
    say "kill $i: $(tail -n 1 "$log")"
done
wait "$copier"
copier=''
sleep 3
follow last --once
await_end
[ "$code" = 0 ] || die "the last step must end with 0, but ended with $code; see $log"
files=$(find "$growing" -name '*.parquet' | wc -l)
[ "$files" = "$(find "$input" -name '*.parquet' | wc -l)" ] || die "not all files were copied; see $logs/copy.log"
"$deltabook" run --resume --no-follow --output "$output" >"$logs/close.log" 2>&1 || die "it was not completed; see $logs/close.log"
"$deltabook" verify "$output" --against "$folder/undisturbed" --json "$folder/run.json" >"$logs/verify.log" 2>&1 \
    || die "the followed run is not equal; see $output and $logs/verify.log"
[ "$(field "$folder/run.json" digest)" = "$digest" ] || die "the digests differ; see $logs/verify.log"
say "Equal after $kills kills, $busy of them at work: $(grouped "$events") events of $files files, digest $digest"
rm -rf "$output" "$state" "$growing"
