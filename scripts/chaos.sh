#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Kills runs at random until N faults have hit, resumes after each, and compares every finished run with an
# undisturbed one: equal digests, no row lost, none doubled. Fails if that does not hold.
#
#   scripts/chaos.sh N [--seed S] [--rows R] [--kinds A,B,...] [--record]
#
#   --seed S      the same seed draws the same faults and pauses (1)
#   --rows R      delta rows of the input (24000000)
#   --kinds LIST  faults to draw from; all of them unless told otherwise:
#                   kill         kill -9 of the process, at a random moment of reading
#                   checkpoint   kill -9 while a checkpoint is being written
#                   commit       kill -9 as a checkpoint is complete and its files are being committed
#                   resume       kill -9 while the run is being resumed
#                   term         SIGTERM: the process stops with a savepoint
#                   stopping     SIGTERM, and kill -9 while the savepoint is being written
#                   taskmanager  kill -9 of one of two TaskManagers of a cluster
#                   jobmanager   kill -9 of the JobManager of a cluster
#   --record      writes the table into docs/faults.md
#   --interval T  checkpoint interval (1s)
#   --port PORT   port of the cluster's web UI (8291)
#
# The input repeats the futures case of the golden data (../shared/golden, or where DELTABOOK_GOLDEN says), else
# it is a synthetic market. Data, runs and logs lie in data/chaos; runs that came out equal are deleted.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/trial.sh"

all_kinds=kill,checkpoint,commit,resume,term,stopping,taskmanager,jobmanager
help_if_asked "$@"
[ $# -gt 0 ] || { print_help >&2; exit 2; }
wanted=$1
shift
seed=1 rows=24000000 kinds=$all_kinds record=false interval=1s port=8291
while [ $# -gt 0 ]; do
    case "$1" in
        --record) record=true && shift && continue ;;
        --seed | --rows | --kinds | --interval | --port) [ $# -ge 2 ] || die "$1 must be followed by a value, but is not" ;;
        *) die "no such option: $1; see scripts/chaos.sh --help" ;;
    esac
    printf -v "${1#--}" '%s' "$2"
    shift 2
done
for number in "$wanted" "$seed" "$rows"; do
    case "$number" in '' | *[!0-9]*) die "N, --seed and --rows must be whole numbers, but one is '$number'" ;; esac
done
IFS=, read -r -a kinds <<<"$kinds"
for kind in "${kinds[@]}"; do
    case ",$all_kinds," in *",$kind,"*) ;; *) die "--kinds must be of $all_kinds, but one is '$kind'" ;; esac
done
RANDOM=$seed

folder=$root/data/chaos
input=$folder/input-$rows
trial_folder "$folder"

pid='' output='' began=$SECONDS
runs=0 attempts=0 faults=0 broken=0 cluster_is_up=false
declare -A tries lost doubled saw

# --- the runs ----------------------------------------------------------------------------------------------

generate() {
    if [ ! -f "$input/amplified.json" ] && [ ! -f "$input/expected.json" ]; then
        rm -rf "$input"
        local capture=${DELTABOOK_GOLDEN:-$root/../shared/golden}/cases/usdm_ethusdt_20240808/native/deltas
        say "Generating $rows rows"
        if [ -d "$capture" ]; then
            "$deltabook" generate --amplify "$capture" --symbols 2 --rows "$rows" --output "$input" >"$logs/generate.log" 2>&1
        else
            "$deltabook" generate --symbols 2 --rows "$rows" --output "$input" >"$logs/generate.log" 2>&1
        fi || die "no input; see $logs/generate.log"
    fi
}

source_of_input() {
    [ -f "$input/amplified.json" ] && printf 'a futures capture, repeated' || printf 'a synthetic market'
}

# begin_attempt [CLUSTER]: starts or resumes the current run; sets pid, log and the newest checkpoint before.
begin_attempt() {
    local cluster=${1:-none}
    local resume=()
    attempts=$((attempts + 1))
    log=$logs/attempt-$attempts.log
    if [ -z "$output" ]; then
        runs=$((runs + 1))
        output=$folder/run-$runs
        rm -rf "$output" "$output.state" "$output.json"
        hit=()
    else
        resume=(--resume)
    fi
    # With --resume the other options need not be repeated, unless the first attempt died before it had written any.
    "$deltabook" run "${resume[@]}" --input "$input" --output "$output" --set "checkpoint.interval=$interval" \
        --cluster "$cluster" >"$log" 2>&1 &
    pid=$!
    newest=$(newest_checkpoint)
}

# Whether a checkpoint after `newest` is being written.
is_in_checkpoint() {
    local path
    for path in "$output.state/checkpoints"/chk-*; do
        if [ "${path##*-}" != '*' ] && [ "${path##*-}" -gt "$newest" ] && [ ! -e "$path/_metadata" ]; then
            return 0
        fi
    done
    return 1
}

# --- what happens to them ----------------------------------------------------------------------------------

# Some time of reading, not more than it takes until the run is at its end.
some_time() {
    nap $((RANDOM % 1200))
    lives "$pid"
}

# Each returns 1 if the run was at its end before the fault could hit.
fault_kill() {
    begin_attempt
    await has_new_checkpoint && some_time && kill -9 "$pid"
}

fault_checkpoint() {
    begin_attempt
    [ $((RANDOM % 2)) = 0 ] || await has_new_checkpoint || return 1
    await is_in_checkpoint && kill -9 "$pid"
}

fault_commit() {
    begin_attempt
    [ $((RANDOM % 2)) = 0 ] || await has_new_checkpoint || return 1
    await has_new_checkpoint && kill -9 "$pid"
}

fault_resume() {
    begin_attempt
    nap $((300 + RANDOM % 4000))
    lives "$pid" && kill -9 "$pid"
}

fault_term() {
    begin_attempt
    await has_new_checkpoint && some_time && kill "$pid"
}

fault_stopping() {
    begin_attempt
    await has_new_checkpoint && some_time && kill "$pid" || return 1
    nap $((RANDOM % 400))
    kill -9 "$pid" 2>/dev/null || true
}

cluster() {
    "$root/scripts/cluster.sh" "$@" --folder "$folder/cluster" >>"$logs/cluster.log" 2>&1
}

cluster_up() {
    cluster up --taskmanagers 2 --memory 6g --slots 2 --port "$port" \
        || die "the cluster does not start; see $logs/cluster.log"
    cluster_is_up=true
}

fault_taskmanager() {
    local died=$((1 + RANDOM % 2))
    cluster_up
    begin_attempt "localhost:$port"
    await has_new_checkpoint && some_time || return 1
    kill -9 "$(<"$folder/cluster/pids/taskmanager-$died.pid")"
    cluster_up
    # The job goes on by itself; a checkpoint after this proves it.
    newest=$(newest_checkpoint)
    if await has_new_checkpoint; then
        "$deltabook" stop --output "$output" >"$logs/stop-$attempts.log" 2>&1 || true
    fi
}

fault_jobmanager() {
    cluster_up
    begin_attempt "localhost:$port"
    await has_new_checkpoint && some_time || return 1
    kill -9 "$(<"$folder/cluster/pids/jobmanager.pid")"
    cluster_up
}

# The exit codes that a fault may leave behind; 0 where the run was faster.
allowed_codes() {
    case "$1" in
        kill | checkpoint | commit | resume | stopping) printf '137' ;;
        term) printf '143' ;;
        taskmanager) printf '5 0' ;;
        jobmanager) printf '1' ;;
    esac
}

# Books what the user saw; a code that must not be ends everything. A run that was faster than the fault was not hit.
end_attempt() {
    local kind=$1 went
    await_end
    went='not yet reading'
    ! grep -q '^Input:' "$log" || went=begun
    ! grep -q '^Going on from' "$log" || went=resumed
    if [ "$kind" = stopping ] && [ $code = 143 ]; then
        kind=term
    fi
    case " $(allowed_codes "$kind") " in
        *" $code "*) ;;
        *)
            [ $code != 0 ] || { compare && return; }
            tail -n 20 "$log" >&2
            die "after the fault '$kind' the run must end with $(allowed_codes "$kind"), but did with $code; see $log, $output and its .state"
            ;;
    esac
    tries[$kind]=$((${tries[$kind]:-0} + 1))
    saw[$kind,$code]=$((${saw[$kind,$code]:-0} + 1))
    hit+=("$kind")
    faults=$((faults + 1))
    say "$(printf '%2d of %d  %-12s exit code %3d  %s, newest checkpoint %s' "$faults" "$wanted" "$kind" "$code" "$went" "$(newest_checkpoint)")"
    [ $code != 0 ] || compare
}

# Waits for the end of an attempt that no fault has hit.
finish_attempt() {
    await_end
    if [ $code != 0 ]; then
        tail -n 20 "$log" >&2
        die "the run must go on to its end, but ended with $code; see $log, $output and its .state"
    fi
    compare
}

# --- what came out -----------------------------------------------------------------------------------------

# Compares a finished run with the undisturbed one.
compare() {
    local json=$output.json rows_here digest_here less=0 more=0 left kind
    "$deltabook" verify "$output" --json "$json" >"$logs/run-$runs.verify" 2>&1 || true
    rows_here=$(field "$json" rows)
    digest_here=$(field "$json" digest)
    left=$({ find "$output" "$output.state" -name '*inprogress*' -o -name 'chk-*' 2>/dev/null || true; } | wc -l)
    if [ "${rows_here:-0}" -lt "$events" ]; then less=$((events - ${rows_here:-0})); else more=$((rows_here - events)); fi
    for kind in $(printf '%s\n' "${hit[@]}" | sort -u); do
        lost[$kind]=$((${lost[$kind]:-0} + less))
        doubled[$kind]=$((${doubled[$kind]:-0} + more))
    done
    if [ "$(field "$json" clean)" = true ] && [ "$digest_here" = "$digest" ] && [ "$left" = 0 ]; then
        say "Run $runs: $rows_here events after ${#hit[@]} faults, digest $digest_here: equal"
        rm -rf "$output" "$output.state" "$json"
    else
        broken=$((broken + 1))
        say "Run $runs: $rows_here events after ${#hit[@]} faults (${hit[*]}), digest $digest_here, $left files left behind: NOT equal; see $output, $logs/run-$runs.verify"
    fi
    output=''
}

table() {
    local kind code codes
    printf '| fault | tries | lost rows | doubled rows | what the user saw |\n|---|---:|---:|---:|---|\n'
    for kind in ${all_kinds//,/ }; do
        [ -n "${tries[$kind]:-}" ] || continue
        codes=''
        for code in 0 1 5 137 143; do
            [ -z "${saw[$kind,$code]:-}" ] || codes+="${codes:+, }exit code $code"
        done
        printf '| %s | %d | %d | %d | %s |\n' "$(meaning "$kind")" "${tries[$kind]}" "${lost[$kind]:-0}" \
            "${doubled[$kind]:-0}" "$codes; $(sight "$kind")"
    done
}

meaning() {
    case "$1" in
        kill) printf '`kill -9` while it reads' ;;
        checkpoint) printf '`kill -9` while a checkpoint is written' ;;
        commit) printf '`kill -9` while files are committed' ;;
        resume) printf '`kill -9` while it is resumed' ;;
        term) printf 'SIGTERM' ;;
        stopping) printf 'SIGTERM, then `kill -9` during the savepoint' ;;
        taskmanager) printf '`kill -9` of one of two TaskManagers' ;;
        jobmanager) printf '`kill -9` of the JobManager' ;;
    esac
}

sight() {
    case "$1" in
        kill | checkpoint | commit | stopping) printf '`run --resume` goes on from the newest checkpoint' ;;
        resume) printf '`run --resume` once more goes on from the same checkpoint, or begins if there was none' ;;
        term) printf '“Stopped at savepoint …”; `run --resume` goes on from it' ;;
        taskmanager) printf 'the job restarts by itself from the newest checkpoint; then stopped by `deltabook stop`' ;;
        jobmanager) printf 'the command says that the job is lost; after `cluster.sh up`, `run --resume` goes on from the newest checkpoint' ;;
    esac
}

report() {
    printf '%s faults in %d runs (%d attempts) over %s delta rows each, of %s; %d runs not equal to the undisturbed one.\n' \
        "$faults" "$runs" "$attempts" "$(grouped "$rows")" "$(source_of_input)" "$broken"
    printf 'Digest of all: %s. Checkpoint interval %s, seed %s, %s s in all on %s cores, at commit %s.\n\n' "$digest" "$interval" \
        "$seed" "$((SECONDS - began))" "$(nproc)" "$(git -C "$root" rev-parse --short HEAD 2>/dev/null || printf unknown)"
    table
}

# --- all of it ---------------------------------------------------------------------------------------------

clean_up() {
    kill_attempt
    ! $cluster_is_up || cluster down || true
}
trap clean_up EXIT

ensure_built
! [[ " ${kinds[*]} " =~ manager ]] || ensure_cluster_built
generate
undisturbed

deck=()
while [ $faults -lt "$wanted" ]; do
    # Each kind in turn, in an order of its own each time.
    if [ ${#deck[@]} = 0 ]; then
        deck=("${kinds[@]}")
        for ((i = ${#deck[@]} - 1; i > 0; i--)); do
            j=$((RANDOM % (i + 1)))
            kind=${deck[i]}
            deck[i]=${deck[j]}
            deck[j]=$kind
        done
    fi
    kind=${deck[0]}
    if "fault_$kind"; then
        deck=("${deck[@]:1}")
        end_attempt "$kind"
    else
        finish_attempt
    fi
done
if [ -n "$output" ]; then
    begin_attempt
    finish_attempt
fi

printf '\n'
report
if $record; then
    report | record_part "$root/docs/faults.md" chaos scripts/chaos.sh
fi
[ $broken = 0 ]
