# SPDX-License-Identifier: Apache-2.0
# Shared by the scripts that disturb runs and compare them with an undisturbed one; sourced after lib.sh, never run.
# Uses the variables input, output, state, interval and pid of the script.

# trial_folder FOLDER: the folder for data, runs and logs; sets `deltabook`, `folder` and `logs`.
trial_folder() {
    folder=$1
    logs=$folder/logs
    deltabook=$root/scripts/deltabook
    mkdir -p "$logs"
    export DELTABOOK_LOG_DIR=$logs
}

say() {
    printf '%(%H:%M:%S)T  %s\n' -1 "$*"
}

# Waits this many milliseconds. ('read -t' would need no process, but may make bash miss the end of its children.)
nap() {
    local seconds
    printf -v seconds '%d.%03d' $(($1 / 1000)) $(($1 % 1000))
    sleep "$seconds"
}

lives() {
    kill -0 "$1" 2>/dev/null
}

# Prints the value of a field of verify's JSON file.
field() {
    sed -n "s/^  \"$2\" : \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}$/\1/p" "$1" | head -n 1
}

# Runs the input undisturbed; sets `digest` and `events`.
undisturbed() {
    say "Undisturbed run"
    rm -rf "$folder/undisturbed" "$folder/undisturbed.state"
    local start=$SECONDS
    "$deltabook" run --input "$input" --output "$folder/undisturbed" --set "checkpoint.interval=$interval" \
        >"$logs/undisturbed.log" 2>&1 || die "the undisturbed run failed; see $logs/undisturbed.log"
    "$deltabook" verify "$folder/undisturbed" --json "$folder/undisturbed.json" >"$logs/undisturbed.verify" 2>&1 \
        || die "the undisturbed run is not clean; see $logs/undisturbed.verify"
    digest=$(field "$folder/undisturbed.json" digest)
    events=$(field "$folder/undisturbed.json" rows)
    say "Undisturbed: $events events in $((SECONDS - start)) s, digest $digest"
}

# The highest number of a complete checkpoint of the current run, 0 if there is none.
newest_checkpoint() {
    local path newest=0
    for path in "$state/checkpoints"/chk-*/_metadata; do
        path=${path%/_metadata}
        [ -d "$path" ] && [ "${path##*-}" -gt "$newest" ] && newest=${path##*-}
    done
    printf '%s\n' "$newest"
}

# Whether a checkpoint of this attempt newer than `newest` is complete; if so, sets `newest` to it.
has_new_checkpoint() {
    local path found=1
    for path in "$state/checkpoints"/chk-*/_metadata; do
        path=${path%/_metadata}
        if [ "${path##*-}" != '*' ] && [ "${path##*-}" -gt "$newest" ] && [ -e "$path/_metadata" ]; then
            newest=${path##*-}
            found=0
        fi
    done
    return $found
}

# await CONDITION: waits until it holds; fails if the attempt's process ends first.
await() {
    until "$@"; do
        lives "$pid" || return 1
        nap 4
    done
}

# Waits until the attempt has ended and sets `code`.
await_end() {
    code=0
    { wait "$pid"; } 2>/dev/null || code=$?
}

# Ends the processes that an interrupted script has started.
kill_attempt() {
    [ -z "$pid" ] || ! lives "$pid" || kill -9 "$pid" 2>/dev/null || true
}

grouped() {
    sed -e ':a' -e 's/\([0-9]\)\([0-9]\{3\}\)\($\|,\)/\1,\2\3/' -e 'ta' <<<"$1"
}

# generate_days DAYS: makes $input, a market whose $rows cover so many days; its messages have 52 rows on average.
generate_days() {
    if [ ! -f "$input/expected.json" ]; then
        rm -rf "$input"
        say "Generating $rows rows of $1 days"
        "$deltabook" generate --symbols 2 --rows "$rows" --output "$input" --start 2024-08-01T00:00:00Z \
            --messages-per-second "$(awk -v rows="$rows" -v days="$1" 'BEGIN { printf "%.6f", rows / 2 / 52 / (days * 86400) }')" \
            >"$logs/generate.log" 2>&1 || die "no input; see $logs/generate.log"
    fi
}
