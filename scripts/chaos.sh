#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Kills runs at random until N faults have struck, resumes after each, and compares every finished run with an
# undisturbed one: the same rows in every dataset, as DuckDB reads them, and the same digest by 'deltabook verify'.
# Fails if they differ, if a command ends with an unexpected exit code, or if anything is left behind.
#
#   scripts/chaos.sh N [--seed S] [--rows R] [--kinds A,B,...] [--record]
#
#   --seed S      the same seed produces the same faults and pauses (1)
#   --rows R      delta rows of the input (24000000)
#   --kinds LIST  faults to choose from; by default all of them:
#                   kill         kill -9 of the process, at a random moment of reading
#                   checkpoint   kill -9 while a checkpoint is being written
#                   commit       kill -9 when a checkpoint is complete and its files are being committed
#                   resume       kill -9 while the run is being resumed
#                   term         SIGTERM: the process stops with a savepoint
#                   stopping     SIGTERM, and kill -9 while the savepoint is being written
#                   finish       kill -9 after the job's end, while manifest and summary are written and the state is deleted
#                   race         two processes resume the run at once: one is refused, the other killed
#                   ioerror      calls that change files fail (built with gcc; skipped if there is none)
#                   compact      kill -9 of 'deltabook compact' on the finished run, until it succeeds
#                   rewrite      kill -9 of 'deltabook verify --rewrite' on the finished run, until it succeeds
#                   taskmanager  kill -9 of one of two TaskManagers of a cluster
#                   jobmanager   kill -9 of the JobManager of a cluster
#   --record      writes the table into docs/faults.md
#   --interval T  checkpoint interval (1s)
#   --port PORT   port of the cluster's web UI (8291)
#
# Every attempt chooses its parallelism, 1, 2 or 4, so runs are rescaled all the time; every run chooses a short path for
# its state (16 to 51 characters, in TMPDIR) or a long one (180). The input repeats the futures case of the golden data
# (../shared/golden, or the folder in DELTABOOK_GOLDEN), else it is a synthetic market. Data, runs and logs are kept in
# data/chaos; runs that are equal are deleted.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/trial.sh"
source "$(dirname "${BASH_SOURCE[0]}")/chaos-kinds.sh"

all_kinds=kill,checkpoint,commit,resume,term,stopping,finish,race,ioerror,compact,rewrite,taskmanager,jobmanager
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
    case ",$all_kinds," in *",$kind,"*) ;; *) die "--kinds must be among $all_kinds, but one is '$kind'" ;; esac
done
RANDOM=$seed

folder=$root/data/chaos
input=$folder/input-$rows
trial_folder "$folder"

# A failed run is replaced by another; more failures than this are not bad luck.
most_broken=5
pid='' output='' state='' log='' newest=0 began=$SECONDS
runs=0 attempts=0 begun=0 faults=0 broken=0 short_states=0 cluster_is_up=false
environment=() hit=()
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

# If there is no unfinished run, chooses a new one, with a short or a long path for its state.
choose_run() {
    local place=$folder length=180
    [ -z "$output" ] || return 0
    runs=$((runs + 1)) begun=0 hit=()
    output=$folder/run-$runs
    if [ $((RANDOM % 2)) = 0 ]; then
        place=$short length=$((16 + RANDOM % 36)) short_states=$((short_states + 1))
    fi
    printf -v state '%s/%0*d' "$place" $((length - ${#place} - 1)) "$runs"
    rm -rf "$output" "$state" "$output.json"
}

# begin_attempt [CLUSTER [OPTION...]]: starts or resumes the current run; sets pid, log and the newest checkpoint before.
begin_attempt() {
    local cluster=${1:-none} resume=() widths=(1 2 4)
    [ $# = 0 ] || shift
    choose_run
    [ $begun = 0 ] || resume=(--resume)
    begun=$((begun + 1))
    # With --resume the other options need not be repeated, unless the first attempt died before it wrote any.
    begin_command run "${resume[@]}" --input "$input" --output "$output" --state "$state" --cluster "$cluster" \
        --set "checkpoint.interval=$interval" --parallelism "${widths[RANDOM % 3]}" "$@"
    newest=$(newest_checkpoint)
}

# begin_command ARGUMENT...: starts a command; sets pid and log.
begin_command() {
    attempts=$((attempts + 1))
    log=$logs/attempt-$attempts.log
    touch "$folder/attempt"
    env "${environment[@]}" "$deltabook" "$@" >"$log" 2>&1 &
    pid=$!
}

# book KIND CODE: counts a fault, and records what the user saw of it.
book() {
    local went='not yet reading'
    ! grep -q '^Input:' "$log" || went=begun
    ! grep -q '^Resuming from' "$log" || went=resumed
    tries[$1]=$((${tries[$1]:-0} + 1))
    saw[$1,$2]=$((${saw[$1,$2]:-0} + 1))
    hit+=("$1")
    faults=$((faults + 1))
    say "$(printf '%3d of %d  %-12s exit code %3d  %s, newest checkpoint %s' "$faults" "$wanted" "$1" "$2" "$went" "$(newest_checkpoint)")"
}

# Waits for the end of an attempt that a fault was meant for. A run that finished before the fault was not hit.
end_attempt() {
    local kind=$1
    await_end
    if [ "$kind" = stopping ] && [ $code = 143 ]; then
        kind=term
    fi
    case " $(allowed_codes "$kind") " in
        *" $code "*) book "$kind" "$code" ;;
        *) [ $code = 0 ] || { give_up "after the fault '$kind' the run must end with $(allowed_codes "$kind"), but ended with $code" && return; } ;;
    esac
    [ $code != 0 ] || compare
}

# Waits for the end of an attempt that no fault has hit.
finish_attempt() {
    await_end
    [ $code = 0 ] || { give_up "the run must finish, but ended with $code" && return; }
    compare
}

# give_up FAULT: keeps the run as it is for inspection; another may follow.
give_up() {
    broken=$((broken + 1))
    tail -n 20 "$log" >&2
    say "Run $runs, after ${#hit[@]} faults (${hit[*]}): FAILED: $1; see $log, $output and $state"
    output=''
    if $cluster_is_up; then
        cluster down || true
        cluster_is_up=false
    fi
    [ $broken -lt $most_broken ] || die "$broken runs failed"
}

# --- results -----------------------------------------------------------------------------------------------

# Compares a finished run with the undisturbed one.
compare() {
    local json=$output.json rows_here digest_here less=0 more=0 left kind is_equal=true
    difference "$output" "$folder/undisturbed" >"$logs/run-$runs.difference" 2>&1 || is_equal=false
    "$deltabook" verify "$output" --json "$json" >"$logs/run-$runs.verify" 2>&1 || is_equal=false
    rows_here=$(field "$json" rows)
    digest_here=$(field "$json" digest)
    [ "$digest_here" = "$digest" ] || is_equal=false
    # Nothing of the state may be left, and nothing in progress or hidden in the output.
    left=$({ find "$state" "$output" '(' -path "$state" -o -name '.*' -o -name '_compact' ')' -print 2>/dev/null || true; } | wc -l)
    [ "$left" = 0 ] || is_equal=false
    read -r more less < <(sed -n 's/.* DIFFER: \([0-9,]*\) are only in .*, \([0-9,]*\) only in .*/\1 \2/p' "$logs/run-$runs.difference" \
        | tr -d , | awk '{ more += $1; less += $2 } END { print more + 0, less + 0 }')
    for kind in $(printf '%s\n' "${hit[@]}" | sort -u); do
        lost[$kind]=$((${lost[$kind]:-0} + less))
        doubled[$kind]=$((${doubled[$kind]:-0} + more))
    done
    if $is_equal; then
        say "Run $runs: $rows_here events after ${#hit[@]} faults, digest $digest_here: equal"
        rm -rf "$output" "$json"
        output=''
    else
        give_up "$rows_here events, digest $digest_here, $less rows lost, $more doubled, $left files left behind: NOT equal; see $logs/run-$runs.difference and .verify"
    fi
}

# Whether two outputs have the same rows in every dataset, by an independent engine.
difference() {
    "$JAVA_HOME/bin/java" -cp "$root/benchmarks/target/deltabook-benchmarks.jar:$root/benchmarks/target/lib/*" \
        io.deltabook.benchmarks.suite.OutputDifference "$@"
}

# RocksDB's own logs must not outlive its data.
no_litter() {
    local litter
    litter=$(find "$folder" -name '*_LOG*' | wc -l)
    [ "$litter" = 0 ] && return
    broken=$((broken + 1))
    say "No RocksDB log may be left in $folder, but $litter are"
}

table() {
    local kind code codes
    printf '| fault | tries | lost rows | doubled rows | what the user saw |\n|---|---:|---:|---:|---|\n'
    for kind in ${all_kinds//,/ }; do
        [ -n "${tries[$kind]:-}" ] || continue
        codes=''
        for code in 0 1 3 5 137 143; do
            [ -z "${saw[$kind,$code]:-}" ] || codes+="${codes:+, }exit code $code"
        done
        printf '| %s | %d | %d | %d | %s |\n' "$(meaning "$kind")" "${tries[$kind]}" "${lost[$kind]:-0}" \
            "${doubled[$kind]:-0}" "$codes; $(sight "$kind")"
    done
}

report() {
    printf '%s faults in %d runs (%d processes) over %s delta rows each, of %s; %d runs failed.\n' \
        "$faults" "$runs" "$attempts" "$(grouped "$rows")" "$(source_of_input)" "$broken"
    printf 'Parallelism 1, 2 or 4 per attempt; %d states with a short path, %d with a long one. All datasets equal by DuckDB, digest of all\n' \
        "$short_states" $((runs - short_states))
    printf 'by `verify`: %s. Checkpoint interval %s, seed %s, %s s in total on %s cores, at commit %s.\n\n' "$digest" "$interval" \
        "$seed" "$((SECONDS - began))" "$(nproc)" "$(git -C "$root" rev-parse --short HEAD 2>/dev/null || printf unknown)"
    table
}

# --- main --------------------------------------------------------------------------------------------------

clean_up() {
    kill_attempt
    ! $cluster_is_up || cluster down || true
    # Kept if it holds the state of a failed run.
    [ -z "$short" ] || rmdir "$short" 2>/dev/null || printf 'The state of a failed run is kept in %s\n' "$short" >&2
}
short=''
trap clean_up EXIT
short=$(mktemp -d "${TMPDIR:-/tmp}/cXXXX")

ensure_built
ensure_benchmarks_built
ensure_java
! [[ " ${kinds[*]} " =~ manager ]] || ensure_cluster_built
if [[ " ${kinds[*]} " == *" ioerror "* ]] && ! ensure_iofault; then
    for i in "${!kinds[@]}"; do
        [ "${kinds[i]}" != ioerror ] || unset "kinds[i]"
    done
    kinds=("${kinds[@]}")
    [ ${#kinds[@]} -gt 0 ] || die "none of these kinds of fault is available"
fi
generate
undisturbed

deck=()
while [ $faults -lt "$wanted" ]; do
    # Every kind in turn, each time in a new order.
    if [ ${#deck[@]} = 0 ]; then
        deck=("${kinds[@]}")
        for ((i = ${#deck[@]} - 1; i > 0; i--)); do
            j=$((RANDOM % (i + 1)))
            kind=${deck[i]}
            deck[i]=${deck[j]}
            deck[j]=$kind
        done
    fi
    kind=${deck[0]} before=$faults came=0
    "fault_$kind" || came=$?
    case $came in
        0) end_attempt "$kind" ;;
        1) finish_attempt ;;
        2) compare ;;
    esac
    [ $faults = $before ] || deck=("${deck[@]:1}")
done
if [ -n "$output" ]; then
    begin_attempt
    finish_attempt
fi
no_litter

printf '\n'
report
if $record; then
    report | record_part "$root/docs/faults.md" chaos scripts/chaos.sh
fi
[ $broken = 0 ]
