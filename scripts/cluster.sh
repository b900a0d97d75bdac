#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A Flink cluster on this machine: one JobManager with web UI and any number of TaskManagers.
#
#   scripts/cluster.sh up [--taskmanagers N] [--memory SIZE] [--slots S] [--port PORT] [--folder DIR]
#                            starts whatever is not running and waits until it answers; with a larger N, more TaskManagers
#   scripts/cluster.sh status [--folder DIR]   shows what is running
#   scripts/cluster.sh down [--folder DIR]     stops everything; a run on it can be resumed afterwards
#
# To run a job on it: scripts/deltabook run --cluster localhost:PORT --input DIR --output DIR
#
#   --taskmanagers N   number of TaskManagers (1)
#   --memory SIZE      total memory of all processes: the JobManager, 1 GB for the submitting command, and the rest
#                      divided equally among the TaskManagers (24g, or 85 % of the machine's if less)
#   --slots S          slots of each TaskManager (one per core, so that one can take over the work of another)
#   --port PORT        port of REST interface and web UI on localhost (8081)
#   --folder DIR       folder for lib/, conf/, logs/, pids/ and tmp/ (data/cluster)
#
# Flink comes from Maven, not from a download. For more see docs/cluster.md.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

jobmanager_main=org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint
taskmanager_main=org.apache.flink.runtime.taskexecutor.TaskManagerRunner
patience=90

# What Flink's own conf/config.yaml opens for its processes on Java 17.
opens=()
for package in java.lang java.lang.reflect java.net java.io java.nio java.text java.time java.util \
    java.util.concurrent java.util.concurrent.atomic java.util.concurrent.locks sun.nio.ch; do
    opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done

# --- processes ---------------------------------------------------------------------------------------------

command_line() {
    if [ -d /proc/self ]; then
        { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null || true
    else
        ps -ww -o args= -p "$1" 2>/dev/null || true
    fi
}

# Prints the id of a process of this cluster if it is running: its number may have been reused.
running() {
    local file=$folder/pids/$1.pid pid line
    [ -f "$file" ] || return 1
    pid=$(<"$file")
    [ -n "$pid" ] || return 1
    line=$(command_line "$pid")
    case "$line" in
        *"$taskmanager_main --configDir $folder/conf "* | *"$jobmanager_main --configDir $folder/conf "*)
            printf '%s\n' "$pid"
            ;;
        *) return 1 ;;
    esac
}

names() {
    local file
    for file in "$folder"/pids/*.pid; do
        [ -e "$file" ] && basename "$file" .pid
    done
    return 0
}

# start NAME MAIN [JVM options] -- [program options]
start() {
    local name=$1 main=$2 jvm=() detached=()
    shift 2
    while [ "$1" != -- ]; do
        jvm+=("$1")
        shift
    done
    shift
    command -v setsid >/dev/null && detached=(setsid)
    # Inherits nothing from the caller: neither its terminal nor its locks.
    DELTABOOK_FLINK_LOG=${DELTABOOK_FLINK_LOG:-INFO} nohup "${detached[@]}" "$JAVA_HOME/bin/java" "${jvm[@]}" "${opens[@]}" \
        -XX:+ExitOnOutOfMemoryError \
        "-Dlog.file=$folder/logs/$name.log" \
        "-Dlog4j.configurationFile=file:$folder/conf/log4j2.properties" \
        "-Ddeltabook.log.console=ERROR" \
        -cp "$folder/lib/*" "$main" --configDir "$folder/conf" "$@" \
        >>"$folder/logs/$name.out" 2>&1 </dev/null 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
    printf '%s\n' $! >"$folder/pids/$name.pid"
}

# Asks a process to end, and kills it after a while.
end() {
    local pid=$1 second
    kill "$pid" 2>/dev/null || return 0
    for ((second = 0; second < 300; second++)); do
        kill -0 "$pid" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
}

# --- REST --------------------------------------------------------------------------------------------------

# Prints the answer to a GET request, without needing curl.
ask() {
    (
        exec 3<>"/dev/tcp/localhost/$port" || exit 1
        printf 'GET %s HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
        cat <&3
    ) 2>/dev/null
}

overview() {
    ask /overview | grep -o '"[a-z-]*":[0-9]*' | tr -d '"' | grep "^$1:" | cut -d: -f2
}

is_open() {
    (exec 3<>"/dev/tcp/localhost/$1") 2>/dev/null
}

await_answer() {
    local wanted=$1 deadline=$((SECONDS + patience)) name
    until [ "$(overview taskmanagers || true)" = "$wanted" ]; do
        for name in $(names); do
            running "$name" >/dev/null || die "$name ended while starting; see $folder/logs/$name.log and .out"
        done
        [ $SECONDS -lt $deadline ] \
            || die "the cluster must answer with $wanted TaskManagers within $patience s, but does not; see $folder/logs"
        sleep 0.3
    done
}

# --- memory ------------------------------------------------------------------------------------------------

megabytes() {
    local number=${1%[a-zA-Z]} unit=${1##*[0-9]}
    case "$number" in '' | *[!0-9]*) die "--memory must be a size such as 24g or 8000m, but is '$1'" ;; esac
    case "$unit" in
        g | G) printf '%s\n' $((number * 1024)) ;;
        m | M) printf '%s\n' "$number" ;;
        *) die "--memory must be a size such as 24g or 8000m, but is '$1'" ;;
    esac
}

# The machine's memory, or the container's if less.
machine_megabytes() {
    local bytes limit
    if [ -r /proc/meminfo ]; then
        bytes=$(($(awk '/^MemTotal/ {print $2}' /proc/meminfo) * 1024))
        for limit in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
            if [ -r $limit ] && limit=$(<$limit) && [ "$limit" != max ] && [ ${#limit} -lt 18 ] \
                && [ "$limit" -lt "$bytes" ]; then
                bytes=$limit
            fi
        done
    else
        bytes=$(sysctl -n hw.memsize)
    fi
    printf '%s\n' $((bytes / 1048576))
}

default_memory() {
    local part=$(($(machine_megabytes) * 85 / 100))
    [ $part -lt 24576 ] && printf '%sm\n' "$part" || printf '24g\n'
}

cores() {
    nproc 2>/dev/null || sysctl -n hw.ncpu
}

# Sets jobmanager_mb and taskmanager_mb.
split_memory() {
    local all client=1024
    all=$(megabytes "$memory")
    jobmanager_mb=$((all / 12))
    [ $jobmanager_mb -ge 1024 ] || jobmanager_mb=1024
    [ $jobmanager_mb -le 2048 ] || jobmanager_mb=2048
    taskmanager_mb=$(((all - jobmanager_mb - client) / taskmanagers))
    [ $taskmanager_mb -ge 1536 ] || die "--memory must be at least $((jobmanager_mb + client + 1536 * taskmanagers))m for $taskmanagers \
TaskManagers (1536m each, ${jobmanager_mb}m for the JobManager, ${client}m for the command that submits), but is $memory"
}

# --- conf/ and lib/ ----------------------------------------------------------------------------------------

write_conf() {
    local rpc=6123
    while is_open $rpc; do rpc=$((rpc + 1)); done
    cp "$root/conf/log4j2.properties" "$folder/conf/log4j2.properties"
    cat >"$folder/conf/config.yaml" <<END
# Written by scripts/cluster.sh up; settings of the job are submitted with it (conf/flink/config.yaml).
jobmanager.rpc.address: localhost
jobmanager.rpc.port: $rpc
jobmanager.bind-host: localhost
taskmanager.host: localhost
taskmanager.bind-host: localhost
rest.address: localhost
rest.bind-address: localhost
rest.port: $port
rest.bind-port: $port
web.submit.enable: false
web.cancel.enable: false
# A job goes on with the TaskManagers that are left when one is lost, and takes a new one in.
jobmanager.scheduler: adaptive

jobmanager.memory.process.size: ${jobmanager_mb}m
taskmanager.memory.process.size: ${taskmanager_mb}m
# Books in RocksDB are small; the rest goes to the heap.
taskmanager.memory.managed.fraction: 0.15
taskmanager.memory.network.min: 64m
taskmanager.memory.network.max: 128m
taskmanager.memory.task.off-heap.size: 128m

taskmanager.numberOfTaskSlots: $slots
# Spreads a run over the TaskManagers, as long as there are enough.
taskmanager.load-balance.mode: SLOTS
# On the same machine, a process that does not answer is dead rather than slow.
heartbeat.interval: 2 s
heartbeat.timeout: 50 s

io.tmp.dirs: $folder/tmp
blob.storage.directory: $folder/tmp
metrics.fetcher.update-interval: 1 s
END
    # The settings that a running cluster was started with.
    printf 'taskmanagers=%s\nmemory=%s\nslots=%s\nport=%s\n' "$taskmanagers" "$memory" "$slots" "$port" >"$folder/conf/settings"
}

# Hard links, so a new build does not affect a running cluster.
assemble() {
    local new=$folder/lib.new
    rm -rf "$new"
    cp -al "$root/job/target/cluster-lib" "$new" 2>/dev/null || { rm -rf "$new" && cp -R "$root/job/target/cluster-lib" "$new"; }
    rm -rf "$folder/lib"
    mv "$new" "$folder/lib"
}

# The JVM options (first line) and -D options (second line) that Flink derives from the memory settings.
resources() {
    "$JAVA_HOME/bin/java" -cp "$folder/lib/*" "-Dlog4j.configurationFile=file:$folder/conf/log4j2.properties" \
        "-Dlog.file=$folder/logs/resources.log" -Ddeltabook.log.console=ERROR \
        org.apache.flink.runtime.util.bash.BashJavaUtils "$1" --configDir "$folder/conf" 2>"$folder/logs/resources.out" \
        | sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p'
}

# Sets jvm_options and dynamic_options.
read_resources() {
    local text
    text=$(resources "$1") || true
    [ -n "$text" ] || die "Flink could not split the memory; see $folder/logs/resources.out"
    read -r -a jvm_options <<<"$(sed -n 1p <<<"$text")"
    read -r -a dynamic_options <<<"$(sed -n 2p <<<"$text")"
}

# --- commands ----------------------------------------------------------------------------------------------

up() {
    local started=() name i
    ensure_cluster_built
    ensure_java
    mkdir -p "$folder"/{conf,logs,pids,tmp}
    if running jobmanager >/dev/null; then
        require_same_settings
    else
        for name in $(names); do
            ! running "$name" >/dev/null || end "$(running "$name")"
        done
        rm -rf "$folder"/pids/*.pid "$folder"/tmp/*
        : "${taskmanagers:=1}" "${memory:=$(default_memory)}" "${slots:=$(cores)}" "${port:=8081}"
        ! is_open "$port" || die "port $port must be free, but is in use: choose another with --port"
        split_memory
        assemble
        write_conf
        read_resources GET_JM_RESOURCE_PARAMS
        start jobmanager "$jobmanager_main" "${jvm_options[@]}" -- --executionMode cluster "${dynamic_options[@]}"
        started+=(jobmanager)
    fi
    dynamic_options=()
    for ((i = 1; i <= taskmanagers; i++)); do
        name=taskmanager-$i
        if ! running "$name" >/dev/null; then
            [ ${#dynamic_options[@]} -gt 0 ] || read_resources GET_TM_RESOURCE_PARAMS
            start "$name" "$taskmanager_main" "${jvm_options[@]}" -- "${dynamic_options[@]}" \
                "-Dtaskmanager.resource-id=$name-$(date +%s)"
            started+=("$name")
        fi
    done
    await_answer "$taskmanagers"
    [ ${#started[@]} -gt 0 ] && printf 'Started %s.\n' "$(sed 's/ /, /g' <<<"${started[*]}")" || printf 'Everything is already running.\n'
    tell
}

# All but the number of TaskManagers, which may grow: the new ones are as large as the others.
require_same_settings() {
    local key value more=${taskmanagers:-0}
    while IFS='=' read -r key value; do
        if [ "$key" = taskmanagers ] && [ "$more" -gt "$value" ]; then
            sed -i.old "s/^taskmanagers=.*/taskmanagers=$more/" "$folder/conf/settings"
            continue
        fi
        [ -z "${!key:-}" ] || [ "${!key}" = "$value" ] \
            || die "the cluster of $folder is running with $key $value, not ${!key}: stop it first with 'scripts/cluster.sh down'"
        printf -v "$key" '%s' "$value"
    done <"$folder/conf/settings"
}

read_settings() {
    [ -f "$folder/conf/settings" ] || return 1
    local key value
    while IFS='=' read -r key value; do
        printf -v "$key" '%s' "$value"
    done <"$folder/conf/settings"
}

tell() {
    printf 'Web UI and REST: http://localhost:%s\n' "$port"
    printf 'Logs:            %s\n' "$folder/logs"
    printf 'Submit with:     scripts/deltabook run --cluster localhost:%s --input DIR --output DIR\n' "$port"
}

status() {
    local name pid count=0
    read_settings || {
        printf 'There is no cluster in %s.\n' "$folder"
        exit 1
    }
    for name in $(names); do
        if pid=$(running "$name"); then
            count=$((count + 1))
            printf '%-16s running as process %s, %s MB resident\n' "$name" "$pid" "$(resident "$pid")"
        else
            printf "%-16s is not running; 'scripts/cluster.sh up' starts it\n" "$name"
        fi
    done
    if [ $count -eq 0 ]; then
        printf 'Nothing is running in %s.\n' "$folder"
        exit 1
    fi
    if [ -n "$(overview taskmanagers || true)" ]; then
        printf '%-16s %s of %s TaskManagers, %s of %s slots free, %s jobs running\n' answers: "$(overview taskmanagers)" \
            "$taskmanagers" "$(overview slots-available)" "$(overview slots-total)" "$(overview jobs-running)"
    else
        printf '%-16s no\n' answers:
    fi
    tell
}

resident() {
    if [ -r "/proc/$1/status" ]; then
        awk '/^VmRSS/ {printf "%d", $2 / 1024}' "/proc/$1/status"
    else
        ps -o rss= -p "$1" | awk '{printf "%d", $1 / 1024}'
    fi
}

down() {
    local name pid jobs ended=()
    if ! read_settings; then
        printf 'There is no cluster in %s.\n' "$folder"
        return
    fi
    jobs=$(overview jobs-running || true)
    # The JobManager first: without TaskManagers it would try to restart its jobs.
    for name in jobmanager $(names | grep -v '^jobmanager$'); do
        if pid=$(running "$name"); then
            end "$pid"
            ended+=("$name")
        fi
        rm -f "$folder/pids/$name.pid"
    done
    rm -rf "$folder"/tmp/*
    [ ${#ended[@]} -gt 0 ] && printf 'Stopped %s.\n' "$(sed 's/ /, /g' <<<"${ended[*]}")" || printf 'Nothing was running.\n'
    [ "${jobs:-0}" -eq 0 ] || printf "%s running jobs were interrupted; after the next 'up', resume each with 'deltabook run --resume'.\n" "$jobs"
}

# --- arguments ---------------------------------------------------------------------------------------------

whole_number() {
    case "$2" in '' | 0* | *[!0-9]*) die "$1 must be a whole number above 0, but is '$2'" ;; esac
}

help_if_asked "$@"
[ $# -gt 0 ] || { print_help >&2; exit 2; }
command=$1
shift
folder=$root/data/cluster
taskmanagers='' memory='' slots='' port=''
while [ $# -gt 0 ]; do
    help_if_asked "$1"
    [ $# -ge 2 ] || die "$1 must be followed by a value, but is not"
    case "$1" in
        --taskmanagers) whole_number "$1" "$2" && taskmanagers=$2 ;;
        --memory) megabytes "$2" >/dev/null && memory=$2 ;;
        --slots) whole_number "$1" "$2" && slots=$2 ;;
        --port) whole_number "$1" "$2" && port=$2 ;;
        --folder) mkdir -p "$2" && folder=$(cd "$2" && pwd) ;;
        *) die "no such option: $1; see scripts/cluster.sh --help" ;;
    esac
    shift 2
done
case "$command" in
    up | down | status) "$command" ;;
    *) die "no such command: $command; see scripts/cluster.sh --help" ;;
esac
