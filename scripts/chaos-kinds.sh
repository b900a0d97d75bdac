# SPDX-License-Identifier: Apache-2.0
# The kinds of fault for scripts/chaos.sh, which sources this file; never run directly. For each kind: what it does, which
# exit codes it may cause, what it means and what the user sees.

# --- what it does ------------------------------------------------------------------------------------------
# fault_KIND returns 0 if the fault has hit the attempt, 1 if the attempt is finishing undisturbed,
# 2 if the run is complete, 3 if it has failed.

# A random time of reading, shorter than the run takes to finish.
some_time() {
    nap $((RANDOM % 1200))
    lives "$pid"
}

fault_kill() {
    begin_attempt
    await has_new_checkpoint && some_time && kill -9 "$pid"
}

fault_checkpoint() {
    begin_attempt
    [ $((RANDOM % 2)) = 0 ] || await has_new_checkpoint || return 1
    await is_in_checkpoint && kill -9 "$pid"
}

# Whether a checkpoint after `newest` is being written.
is_in_checkpoint() {
    local path
    for path in "$state/checkpoints"/chk-*; do
        if [ "${path##*-}" != '*' ] && [ "${path##*-}" -gt "$newest" ] && [ ! -e "$path/_metadata" ]; then
            return 0
        fi
    done
    return 1
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

# The job's checkpoints are deleted as it finishes; then manifest and summary are written and the state is deleted.
fault_finish() {
    begin_attempt
    [ "$newest" != 0 ] || await has_new_checkpoint || return 1
    case $((RANDOM % 4)) in
        0) await has_no_checkpoint && nap $((RANDOM % 300)) ;;
        1) await is_new "$output/manifest.jsonl" && nap $((RANDOM % 10)) ;;
        2) await is_new "$output/summary.json" && nap $((RANDOM % 10)) ;;
        3) await is_gone "$state/job.json" && nap $((RANDOM % 10)) ;;
    esac && lives "$pid" && kill -9 "$pid"
}

has_no_checkpoint() {
    [ "$(newest_checkpoint)" = 0 ]
}

# Whether a file has been written since the attempt started.
is_new() {
    [ "$1" -nt "$folder/attempt" ]
}

is_gone() {
    [ ! -e "$1" ]
}

# Two processes resume the run at the same moment: one is refused, and the other is killed later.
fault_race() {
    local one one_log loser loser_log refused=0
    choose_run
    if [ "$begun" = 0 ]; then
        begin_attempt
        await has_new_checkpoint || return 1
        kill -9 "$pid"
        await_end
    fi
    begin_attempt
    one=$pid one_log=$log
    begin_attempt
    loser=$pid loser_log=$log
    await_one_of "$one" "$loser"
    if lives "$loser"; then
        pid=$loser log=$loser_log loser=$one loser_log=$one_log
    else
        pid=$one log=$one_log
    fi
    { wait "$loser"; } 2>/dev/null || refused=$?
    if [ $refused = 0 ]; then
        # It had little left to do; the other came too late or had already been refused.
        await_end
        case $code in
            0 | 3) return 2 ;;
            *) give_up "of two processes that resume a complete run none may fail, but one ended with $code" && return 3 ;;
        esac
    fi
    if [ $refused != 3 ] || ! grep -qE '^error: .* (must not be in use|by one process at a time), but process' "$loser_log"; then
        kill_attempt
        log=$loser_log
        give_up "of two processes that resume a run one must be refused with 3, but it ended with $refused" && return 3
    fi
    await has_new_checkpoint && some_time && kill -9 "$pid"
}

await_one_of() {
    while lives "$1" && lives "$2"; do
        nap 20
    done
}

# Calls of the process that change files in the output or the state fail, up to six times.
fault_ioerror() {
    local failed=$logs/ioerror-$((attempts + 1)).log place after=$((RANDOM % 200)) deadline=$((SECONDS + 600))
    choose_run
    rm -f "$failed"
    case $((RANDOM % 5)) in
        0 | 1) place=$output ;;
        2 | 3) place=$state/checkpoints ;;
        # The working files as well, which take a few thousand writes first.
        4) place=$state after=$((RANDOM % 5000)) ;;
    esac
    environment=("LD_PRELOAD=$folder/iofault.so" "IOFAULT_ROOT=$place" "IOFAULT_LOG=$failed" "IOFAULT_SEED=$RANDOM"
        "IOFAULT_AFTER=$after" "IOFAULT_EVERY=$((1 + RANDOM % 60))" "IOFAULT_MOST=$((1 + RANDOM % 6))")
    # The usual settings, but without pauses of minutes before a run fails.
    printf 'restart-strategy.exponential-delay.%s\n' 'initial-backoff: 50 ms' 'max-backoff: 50 ms' \
        'attempts-before-reset-backoff: 2' >"$folder/few-restarts.yaml"
    begin_attempt none --flink-config "$folder/few-restarts.yaml"
    environment=()
    while lives "$pid"; do
        if [ $SECONDS -gt $deadline ]; then
            kill_attempt
            give_up "a run with failing calls ($failed) must end, but does not" && return 3
        fi
        nap 50
    done
    [ -s "$failed" ]
}

# Builds the library that makes calls fail; reports if there is no compiler, and fails.
ensure_iofault() {
    if ! command -v gcc >/dev/null; then
        say "No gcc: the kind 'ioerror' is SKIPPED"
        return 1
    fi
    gcc -O2 -shared -fPIC -o "$folder/iofault.so" "$root/scripts/iofault.c"
}

fault_compact() {
    complete_run || return
    kill_repeatedly compact compact "$output"
}

moment_of_compact() {
    case $((RANDOM % 4)) in
        0) nap $((300 + RANDOM % 1500)) ;;
        1) await is_there "$output/_compact" && nap $((RANDOM % 200)) ;;
        2) await is_there "$output/_compact/journal.json" && nap $((RANDOM % 10)) ;;
        3) await is_new "$output/manifest.jsonl" ;;
    esac
}

is_there() {
    [ -e "$1" ]
}

fault_rewrite() {
    complete_run || return
    rm "$output/manifest.jsonl"
    kill_repeatedly rewrite verify --rewrite "$output"
}

moment_of_rewrite() {
    case $((RANDOM % 3)) in
        0) nap $((300 + RANDOM % 2500)) ;;
        1) await is_new "$output/manifest.jsonl" && nap $((RANDOM % 10)) ;;
        2) await is_new "$output/summary.json" ;;
    esac
}

# Finishes the current run, or another.
complete_run() {
    begin_attempt
    await_end
    [ $code = 0 ] || { give_up "the run must finish, but ended with $code" && return 3; }
}

# kill_repeatedly KIND COMMAND...: kills a command at a moment chosen by its kind, up to five times; then it must succeed.
kill_repeatedly() {
    local kind=$1 kills=$((1 + RANDOM % 5))
    shift
    while true; do
        begin_command "$@"
        [ $kills = 0 ] || ! "moment_of_$kind" || ! lives "$pid" || kill -9 "$pid"
        await_end
        [ $code = 137 ] || break
        book "$kind" 137
        kills=$((kills - 1))
    done
    [ $code = 0 ] || { give_up "'deltabook $*' must succeed after it was killed, but ended with $code" && return 3; }
    return 2
}

cluster() {
    "$root/scripts/cluster.sh" "$@" --folder "$folder/cluster" >>"$logs/cluster.log" 2>&1
}

cluster_up() {
    cluster up --taskmanagers 2 --memory 6g --slots 4 --port "$port" \
        || die "the cluster did not start; see $logs/cluster.log"
    cluster_is_up=true
}

fault_taskmanager() {
    local died=$((1 + RANDOM % 2))
    cluster_up
    begin_attempt "localhost:$port"
    await has_new_checkpoint && some_time || return 1
    kill -9 "$(<"$folder/cluster/pids/taskmanager-$died.pid")"
    cluster_up
    # The job recovers by itself; a later checkpoint proves it.
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

# --- expected results --------------------------------------------------------------------------------------

# The exit codes that a fault may cause; 0 if the run finished first.
allowed_codes() {
    case "$1" in
        kill | checkpoint | commit | resume | stopping | finish | race) printf '137' ;;
        term) printf '143' ;;
        ioerror) printf '0 1 3' ;;
        taskmanager) printf '5 0' ;;
        jobmanager) printf '1' ;;
    esac
}

meaning() {
    case "$1" in
        kill) printf '`kill -9` while it reads' ;;
        checkpoint) printf '`kill -9` while a checkpoint is written' ;;
        commit) printf '`kill -9` while files are committed' ;;
        resume) printf '`kill -9` while it is resumed' ;;
        term) printf 'SIGTERM' ;;
        stopping) printf 'SIGTERM, then `kill -9` during the savepoint' ;;
        finish) printf '`kill -9` between the end of the job and the end of the process' ;;
        race) printf 'two `run --resume` at the same moment; `kill -9` of the one that was not refused' ;;
        ioerror) printf 'one to six I/O errors (EIO, ENOSPC, EMFILE, EACCES, short writes) in the output or the state' ;;
        compact) printf '`kill -9` of `compact`' ;;
        rewrite) printf '`kill -9` of `verify --rewrite`, with the manifest missing' ;;
        taskmanager) printf '`kill -9` of one of two TaskManagers' ;;
        jobmanager) printf '`kill -9` of the JobManager' ;;
    esac
}

sight() {
    case "$1" in
        kill | checkpoint | commit | stopping) printf '`run --resume` continues from the newest checkpoint' ;;
        resume) printf 'a second `run --resume` continues from the same checkpoint, or starts over if there was none' ;;
        term) printf '“Stopped at savepoint …”; `run --resume` continues from it' ;;
        finish) printf '`run --resume` reports that the run is complete, or completes it' ;;
        race) printf 'the other: exit code 3, “[state] must not be in use, but process … since … is using it”' ;;
        ioerror) printf 'the job restarts by itself, or one line names the error; `run --resume` continues' ;;
        compact | rewrite) printf 'repeating the command succeeds' ;;
        taskmanager) printf 'the job restarts by itself from the newest checkpoint; then stopped by `deltabook stop`' ;;
        jobmanager) printf 'the command reports that the job is lost; after `cluster.sh up`, `run --resume` continues from the newest checkpoint' ;;
    esac
}
