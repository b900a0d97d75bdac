#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs one process under constant load for a long time and watches its memory: samples in a CSV file, slopes with their
# standard errors, a chart. Fails if resident memory, live heap, threads or open files grow.
#
#   scripts/soak.sh MINUTES [--cpu PERCENT] [--interval T] [--record]
#
#   --cpu PERCENT  share of one core for the run after its warm-up, enforced by pausing it (25); 0 for no limit
#   --interval T   checkpoint interval (30s)
#   --record       writes the figures into docs/soak.md and the chart to docs/soak.svg
#
# The run reads one lane's files over and over, each time as a separate lane, with checkpoints, and is ended with
# 'deltabook stop'. Event files are deleted some minutes after they are committed, so a run of any length fits on disk.
# Every five minutes the heap is collected, so that only live objects remain. The first fifth of the time, at most ten
# minutes, is warm-up: not measured, and at full speed, because the JVM compiles code while it is new, which takes
# memory. For a day: scripts/soak.sh 1440
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

help_if_asked "$@"
[ $# -gt 0 ] || { print_help >&2; exit 2; }
minutes=$1
shift
cpu=25 interval=30s record=false
while [ $# -gt 0 ]; do
    case "$1" in
        --record) record=true && shift && continue ;;
        --cpu | --interval) [ $# -ge 2 ] || die "$1 must be followed by a value, but is not" ;;
        *) die "no such option: $1; see scripts/soak.sh --help" ;;
    esac
    printf -v "${1#--}" '%s' "$2"
    shift 2
done
for number in "$minutes" "$cpu"; do
    case "$number" in '' | *[!0-9]*) die "MINUTES and --cpu must be whole numbers, but one is '$number'" ;; esac
done
[ "$minutes" -ge 1 ] || die "MINUTES must be at least 1, but is $minutes"
[ -d /proc/self ] || die "needs /proc, which this system does not have"

folder=$root/data/soak
# Longer lanes for longer runs, to limit their number.
base_rows=$((minutes > 240 ? 64000000 : 8000000))
base=$folder/base-$base_rows
input=$folder/input
output=$folder/run
csv=$folder/samples.csv
deltabook=$root/scripts/deltabook
sample_seconds=5
collect_seconds=300
warm_seconds=$((minutes > 50 ? 600 : minutes * 12))
mkdir -p "$folder/logs"
export DELTABOOK_LOG_DIR=$folder/logs

# --- input: hard links to one lane, each time under another exchange -----------------------------------------

prepare() {
    if [ ! -f "$base/amplified.json" ] && [ ! -f "$base/expected.json" ]; then
        rm -rf "$base"
        local capture=${DELTABOOK_GOLDEN:-$root/../shared/golden}/cases/usdm_ethusdt_20240808/native/deltas
        if [ -d "$capture" ]; then
            "$deltabook" generate --amplify "$capture" --symbols 1 --rows $base_rows --output "$base"
        else
            "$deltabook" generate --symbols 1 --rows $base_rows --output "$base"
        fi >"$folder/logs/generate.log" 2>&1 || die "no input; see $folder/logs/generate.log"
    fi
    # Enough for six million rows per second of CPU time.
    local full=$((100 * $(nproc))) lane lanes symbol
    local share=$((cpu > 0 ? cpu : full))
    lanes=$(((warm_seconds * full + (minutes * 60 - warm_seconds) * share) * 60000 / base_rows + 8))
    rm -rf "$input"
    symbol=$(cd "$base"/deltas/exchange=* && printf '%s\n' symbol=*)
    for ((lane = 1; lane <= lanes; lane++)); do
        mkdir -p "$input/deltas/exchange=PASS-$lane"
        cp -al "$base"/deltas/exchange=*/"$symbol" "$input/deltas/exchange=PASS-$lane/"
    done
    printf '%d lanes of %s rows\n' $lanes $base_rows
}

# --- while it runs -------------------------------------------------------------------------------------------

# CPU time that a process has used, in hundredths of a second.
used_cpu() {
    local stat fields
    { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
    read -r -a fields <<<"${stat##*) }"
    printf -v "$2" '%d' $((fields[11] + fields[12]))
}

# Limits a process to its share of a core after warm-up: it is paused whenever it has used more than its share.
pace() {
    local process=$1 given=0 used stopped=false begin now warm_up
    sleep $warm_seconds &
    warm_up=$!
    trap 'kill -CONT "$process" 2>/dev/null || true; kill "$warm_up" 2>/dev/null || true; exit 0' TERM
    wait "$warm_up"
    used_cpu "$process" begin || return 0
    local start=${EPOCHREALTIME/./}
    while used_cpu "$process" used; do
        now=${EPOCHREALTIME/./}
        given=$(((now - start) * cpu / 1000000))
        if [ $((used - begin)) -gt $((given + 10)) ]; then
            $stopped || kill -STOP "$process" 2>/dev/null || return 0
            stopped=true
        elif $stopped; then
            kill -CONT "$process" 2>/dev/null || return 0
            stopped=false
        fi
        sleep 0.05
    done
}

# A gauge of the TaskManager inside the process, empty if it does not answer in time.
gauge() {
    local answer
    answer=$(timeout 5 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$0"; printf "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n" "$1" >&3; cat <&3' \
        "$rest_port" "/taskmanagers/$taskmanager/metrics?get=$1" 2>/dev/null) || true
    sed -n 's/.*"value":"\([0-9]*\)".*/\1/p' <<<"$answer"
}

find_rest() {
    local address
    until address=$(sed -n 's/^Web UI: \(http:[^ ]*\).*/\1/p' "$folder/logs/run.log" 2>/dev/null) && [ -n "$address" ]; do
        kill -0 "$pid" 2>/dev/null || die "the run ended immediately; see $folder/logs/run.log"
        sleep 0.5
    done
    rest_port=${address##*:}
    taskmanager=''
    until [ -n "$taskmanager" ]; do
        kill -0 "$pid" 2>/dev/null || die "the run ended immediately; see $folder/logs/run.log"
        taskmanager=$(timeout 5 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$0"; printf "GET /taskmanagers HTTP/1.0\r\nHost: localhost\r\n\r\n" >&3; cat <&3' \
            "$rest_port" 2>/dev/null | grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4) || true
        sleep 0.5
    done
}

# Writes a line every few seconds, until the time is up or the process has ended.
sample() {
    local begin=$SECONDS next=$SECONDS collect=$((SECONDS + collect_seconds)) line key value rss threads files heap old meta live code direct
    printf 'second,rss_kb,heap_used_kb,live_heap_kb,metaspace_kb,direct_kb,threads,open_files,cpu_s,code_kb\n' >"$csv"
    while [ $((SECONDS - begin)) -lt $((minutes * 60)) ]; do
        kill -0 "$pid" 2>/dev/null || die "the run ended too early; see $folder/logs/run.log"
        live='' code=''
        if [ $SECONDS -ge $collect ]; then
            collect=$((SECONDS + collect_seconds))
            if timeout 60 "$JAVA_HOME/bin/jcmd" "$pid" GC.run >/dev/null 2>&1; then live=yes; fi
            code=$(timeout 60 "$JAVA_HOME/bin/jcmd" "$pid" Compiler.codecache 2>/dev/null |
                awk 'match($0, / used=[0-9]+/) { sum += substr($0, RSTART + 6, RLENGTH - 6) } END { if (sum) print sum }') || true
            find "$output/events" -name '*.parquet' ! -name '.*' -mmin +5 -delete 2>/dev/null || true
        fi
        while read -r key value _; do
            case "$key" in
                VmRSS:) rss=$value ;;
                Threads:) threads=$value ;;
            esac
        done <"/proc/$pid/status"
        files=("/proc/$pid/fd"/*)
        # After a collection all live objects are in the old generation; whatever was allocated since is in the young one.
        read -r heap old meta <<<"$("$JAVA_HOME/bin/jstat" -gc "$pid" 2>/dev/null | awk 'NR == 2 {printf "%d %d %d", $3 + $4 + $6 + $8, $8, $10}')"
        [ -z "$live" ] || live=$old
        direct=$(gauge Status.JVM.Memory.Direct.MemoryUsed)
        used_cpu "$pid" line || true
        printf '%d,%d,%s,%s,%s,%s,%d,%d,%d.%02d,%s\n' $((SECONDS - begin)) "$rss" "$heap" "$live" "$meta" \
            "${direct:+$((direct / 1024))}" "$threads" "${#files[@]}" $((line / 100)) $((line % 100)) "$code" >>"$csv"
        next=$((next + sample_seconds))
        [ $next -le $SECONDS ] || sleep $((next - SECONDS))
    done
}

# --- afterwards ----------------------------------------------------------------------------------------------

# For each quantity its mean, its slope per hour with the standard error, and its values at both ends. The slope is
# that of the means of minutes, without the warm-up.
slopes() {
    awk -F, -v minutes="$minutes" -v warm_seconds="$warm_seconds" '
        function line(column, name, scale, unit, decimals,   n, i, m, x, y, sx, sy, sxx, sxy, slope, cut, residual, error, verdict, mean, format) {
            n = sx = sy = sxx = sxy = 0
            for (m in count) if (hits[column, m] > 0) {
                x[n] = m / 60; y[n] = sum[column, m] / hits[column, m] / scale
                sx += x[n]; sy += y[n]; sxx += x[n] * x[n]; sxy += x[n] * y[n]; n++
            }
            if (n < 3) { printf "| %s | %s | | | | |\n", name, n ? "too few samples" : "none"; return }
            slope = (n * sxy - sx * sy) / (n * sxx - sx * sx); cut = (sy - slope * sx) / n
            for (i = 0; i < n; i++) residual += (y[i] - cut - slope * x[i]) ^ 2
            error = sqrt(residual / (n - 2) / (sxx - sx * sx / n)); mean = sy / n
            # Grows: more than the error explains, and by more than one percent over the time measured.
            verdict = slope > 2 * error && slope * (minutes - warm_seconds / 60) / 60 > mean / 100 ? "grows" : "flat"
            format = "%." decimals "f"
            printf "| %s | " format " %s | " format " … " format " | %+.2f ± %.2f %s/h | %d | %s |\n", name, mean, unit, \
                lowest[column] / scale, highest[column] / scale, slope, error, unit, n, verdict
        }
        NR > 1 && $1 >= warm_seconds {
            m = int($1 / 60); count[m] = 1
            for (c = 2; c <= NF; c++) if ($c != "") {
                sum[c, m] += $c; hits[c, m]++
                if (!(c in lowest) || $c < lowest[c]) lowest[c] = $c + 0
                if (!(c in highest) || $c > highest[c]) highest[c] = $c + 0
            }
        }
        END {
            print "| quantity | mean | lowest … highest | slope ± standard error | points | |"
            print "|---|---:|---|---|---:|---|"
            line(2, "resident memory", 1024, "MB", 1)
            line(4, "live heap (after a collection)", 1024, "MB", 1)
            line(3, "heap in use, garbage included", 1024, "MB", 1)
            line(5, "metaspace", 1024, "MB", 1)
            line(6, "direct memory", 1024, "MB", 1)
            line(10, "compiled code", 1024, "MB", 1)
            line(7, "threads", 1, "", 1)
            line(8, "open files", 1, "", 1)
        }' "$csv"
}

chart() {
    awk -F, '
        NR > 1 { n++; t[n] = $1; rss[n] = $2 / 1024; heap[n] = $3 / 1024; live[n] = $4 == "" ? -1 : $4 / 1024
                 if (rss[n] > top) top = rss[n]; last = $1 }
        function px(second) { return 60 + 720 * second / (last > 0 ? last : 1) }
        function py(mb) { return 260 - 230 * mb / top }
        function path(values, colour,   i, text) {
            for (i = 1; i <= n; i++) text = text sprintf("%s%.1f,%.1f", i > 1 ? " " : "", px(t[i]), py(values[i]))
            printf "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>\n", colour, text
        }
        END {
            step = 100; while (top / step > 6) step *= 2
            top = step * int(top / step + 1)
            print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 310\" font-family=\"sans-serif\" font-size=\"12\">"
            print "<rect width=\"800\" height=\"310\" fill=\"white\"/>"
            for (mb = 0; mb <= top; mb += step)
                printf "<line x1=\"60\" x2=\"780\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/><text x=\"54\" y=\"%.1f\" text-anchor=\"end\">%d MB</text>\n", py(mb), py(mb), py(mb) + 4, mb
            for (i = 0; i <= 6; i++)
                printf "<text x=\"%.1f\" y=\"278\" text-anchor=\"middle\">%.0f min</text>\n", px(last * i / 6), last * i / 360
            path(heap, "#9cc3e6"); path(rss, "#c0392b")
            for (i = 1; i <= n; i++) if (live[i] >= 0) printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#1f5f8b\"/>\n", px(t[i]), py(live[i])
            print "<text x=\"60\" y=\"302\" fill=\"#c0392b\">resident memory</text><text x=\"200\" y=\"302\" fill=\"#6fa8d6\">heap in use</text><text x=\"310\" y=\"302\" fill=\"#1f5f8b\">● heap that lives, after a collection</text>"
            print "</svg>"
        }' "$csv"
}

report() {
    local samples cpu_seconds
    samples=$(($(wc -l <"$csv") - 1))
    cpu_seconds=$(tail -n 1 "$csv" | cut -d, -f9)
    printf '%s minutes in one process, %s read (of %s), %s samples, %s s of processor time (limit after %s s of warm-up: %s), checkpoints every %s, the heap of the launcher, %s cores, at commit %s.\n\n' \
        "$minutes" "$rows rows" "$lanes_text" "$samples" "$cpu_seconds" "$warm_seconds" "$([ "$cpu" -gt 0 ] && printf '%s %% of a core' "$cpu" || printf none)" \
        "$interval" "$(nproc)" "$(git -C "$root" rev-parse --short HEAD 2>/dev/null || printf unknown)"
    slopes
}

clean_up() {
    [ -z "${pacer:-}" ] || kill "$pacer" 2>/dev/null || true
    if [ -n "${pid:-}" ] && kill -0 "$pid" 2>/dev/null; then
        kill -CONT "$pid" 2>/dev/null || true
        kill -9 "$pid" 2>/dev/null || true
    fi
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

ensure_built
ensure_java
[ -x "$JAVA_HOME/bin/jstat" ] || die "needs the jstat and jcmd of a JDK 17, but [$JAVA_HOME] has none"
lanes_text=$(prepare)
rm -rf "$output" "$output.state"
"$deltabook" run --input "$input" --output "$output" --set "checkpoint.interval=$interval" \
    --set sequence.mode=chain >"$folder/logs/run.log" 2>&1 &
pid=$!
find_rest
pacer=''
if [ "$cpu" -gt 0 ]; then
    pace "$pid" &
    pacer=$!
fi
printf 'Process %s reads %s; samples go to %s\n' "$pid" "$lanes_text" "$csv"
sample
[ -z "$pacer" ] || { kill "$pacer" && wait "$pacer"; } 2>/dev/null || true
pacer=''
kill -CONT "$pid" 2>/dev/null || true
"$deltabook" stop --output "$output" >"$folder/logs/stop.log" 2>&1 || die "the run could not be stopped; see $folder/logs/stop.log"
{ wait "$pid"; } 2>/dev/null || true
pid=''
rows=$(sed -n 's/^Stopped at [^:]*: \([0-9,]*\) of .*/\1/p' "$folder/logs/stop.log")

chart >"$folder/soak.svg"
report | tee "$folder/report.md"
if $record; then
    {
        cat "$folder/report.md"
        printf '\n![Resident memory and heap over time](soak.svg)\n'
    } | record_part "$root/docs/soak.md" soak scripts/soak.sh
    cp "$folder/soak.svg" "$root/docs/soak.svg"
fi
! grep -E '^\| (resident memory|live heap|threads|open files)' "$folder/report.md" | grep -q '| grows |$'
