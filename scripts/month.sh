#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Backfills a month of data with stops and resumes, started by an older build if one is given: the events must equal
# those of an undisturbed run. Fails if they do not.
#
#   scripts/month.sh [--stops N] [--rows R] [--before CHECKOUT] [--seed S] [--record]
#
#   --stops N          number of stops (5): by 'deltabook stop', SIGTERM and Ctrl-C in turn
#   --rows R           delta rows of the input, two symbols over 30 days (40000000)
#   --before CHECKOUT  a checkout of an older version, whose build is used for the first half of the stops
#   --seed S           the same seed produces the same pauses (1)
#   --record           writes the table into docs/faults.md
#
# The input is a synthetic market with gaps, late snapshots and bad rows. Parallelism changes with every attempt.
# Data, runs and logs are kept in data/month; a run that is equal is deleted.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/trial.sh"

help_if_asked "$@"
stops=5 rows=40000000 before=$root seed=1 record=false
while [ $# -gt 0 ]; do
    case "$1" in
        --record) record=true && shift && continue ;;
        --stops | --rows | --before | --seed) [ $# -ge 2 ] || die "$1 must be followed by a value, but is not" ;;
        *) die "no such option: $1; see scripts/month.sh --help" ;;
    esac
    printf -v "${1#--}" '%s' "$2"
    shift 2
done
for number in "$stops" "$rows" "$seed"; do
    case "$number" in '' | *[!0-9]*) die "--stops, --rows and --seed must be whole numbers, but one is '$number'" ;; esac
done
[ -x "$before/scripts/deltabook" ] || die "[$before] must be a checkout of deltabook, but has no scripts/deltabook"
RANDOM=$seed

folder=$root/data/month
input=$folder/input-$rows
output=$folder/run
state=$output.state
interval=500ms
pid='' table=''
trial_folder "$folder"

version() {
    git -C "$1" describe --tags --always 2>/dev/null || printf unknown
}

# stop_by WAY CHECKOUT: stops the attempt, and prints what the user did.
stop_by() {
    case "$1" in
        0) "$2/scripts/deltabook" stop --output "$output" >"$log.stop" 2>&1 && printf '`deltabook stop`' ;;
        1) kill -TERM "$pid" && printf 'SIGTERM' ;;
        2) kill -INT "$pid" && printf 'Ctrl-C' ;;
    esac
}

# Sums up an attempt as a row of the table.
note() {
    local went
    went=$(sed -n 's/^Stopped at \(savepoint [0-9]*\): \([0-9,]* of [0-9,]* rows ([0-9.]* %)\).*/\1, \2/p' "$log" "$log.stop" | head -n 1)
    table+="| $1 | $2 | $3 | $4 | $5 | ${went:-all rows} |"$'\n'
    say "attempt $1, version $2, parallelism $3: $4, exit code $5, ${went:-finished}"
}

is_begun() {
    grep -qs '^Web UI' "$log"
}

attempt() {
    local number=$1 checkout=$root resume=() way
    local parallelism=$((1 + number % 2))
    [ "$number" -gt $(((stops + 1) / 2)) ] || checkout=$before
    [ "$number" = 1 ] || resume=(--resume)
    log=$logs/attempt-$number.log
    : >"$log.stop"
    # A group of its own, and SIGINT enabled even if this script was started in the background.
    set -m
    env --default-signal=INT "$checkout/scripts/deltabook" run "${resume[@]}" --input "$input" --output "$output" --parallelism "$parallelism" \
        --set "checkpoint.interval=$interval" >"$log" 2>&1 &
    pid=$!
    set +m
    way='finished'
    if [ "$number" -le "$stops" ]; then
        # Not before the launcher has become the run and this attempt has a checkpoint.
        await is_begun || die "the run did not start; see $log"
        newest=$(newest_checkpoint)
        await has_new_checkpoint && nap $((RANDOM % 1000)) && lives "$pid" \
            || die "the run finished before the stop; use more --rows; see $log"
        way=$(stop_by $((number % 3)) "$checkout") || die "it could not be stopped; see $log and $log.stop"
    fi
    await_end
    case "$way/$code" in
        *stop*/5 | SIGTERM/143 | Ctrl-C/130 | 'finished/0') ;;
        *) die "attempt $number ($way) must not end with $code, but did; see $log, $output and $state" ;;
    esac
    note "$number" "$(version "$checkout")" "$parallelism" "$way" "$code"
}

report() {
    local hours
    hours=$(find "$folder/undisturbed" -type d -name 'hour=*' 2>/dev/null | wc -l)
    printf '%s delta rows of two symbols over 30 days (a synthetic market with planted faults), %s events in %s hours.\n' \
        "$(grouped "$rows")" "$(grouped "$events")" "$(grouped "$hours")"
    printf 'Digest of the undisturbed run: %s; of this one: %s. `verify --against` finds them %s.\n\n' "$digest" "$found" "$equal"
    printf '| attempt | version | parallelism | ended by | exit code | how far |\n|---:|---|---:|---|---:|---|\n%s' "$table"
}

trap 'kill_attempt' EXIT
ensure_built
generate_days 30
undisturbed
rm -rf "$output" "$state"
for ((i = 1; i <= stops + 1; i++)); do
    attempt "$i"
done
equal=equal
"$deltabook" verify "$output" --against "$folder/undisturbed" --json "$folder/run.json" >"$logs/verify.log" 2>&1 || equal='NOT equal'
found=$(field "$folder/run.json" digest)
[ "$found" = "$digest" ] || equal='NOT equal'
printf '\n'
report
if $record; then
    report | record_part "$root/docs/faults.md" month scripts/month.sh
fi
[ "$equal" = equal ] || die "see $output and $logs/verify.log"
rm -rf "$output" "$state"
