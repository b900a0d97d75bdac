#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the archive and the executable jar twice, from clean copies of this tree in two folders, under two umasks and time
# zones: they must be the same byte for byte. Then unpacks the archive where it cannot be written, and as another user, from
# another folder, generates a sample, runs the job on it and verifies the output; then the same with the jar.
#
#   scripts/dist-test.sh [FOLDER]
#
# Works in FOLDER, new or empty, which other users must be able to enter; without one, in a temporary folder that is
# deleted if all is well. The other user is `nobody`, if this one is root; else this one, which is said.
# Ends with one line of counts, "N passed, N failed", and fails if a check does.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

help_if_asked "$@"

rows=60000
other=nobody
passed=0
failed=0

say() {
    printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"
}

# check WHAT COMMAND...: counts a check, and shows what the command printed if it fails.
check() {
    local what=$1 status=0
    shift
    "$@" >"$folder/check.log" 2>&1 || status=$?
    if [ $status -eq 0 ]; then
        passed=$((passed + 1))
        say "passed: $what"
    else
        failed=$((failed + 1))
        say "FAILED: $what (exit code $status)"
        tail -n 30 "$folder/check.log" | sed 's/^/    /'
    fi
}

# --- builds ------------------------------------------------------------------------------------------------

# copy FOLDER UMASK: copies the sources.
copy() {
    mkdir -p "$1"
    (
        umask "$2"
        tar -C "$root" --exclude=./.git --exclude=./data --exclude=./logs --exclude=target -cf - . \
            | tar -C "$1" --no-same-permissions -xf -
    )
}

# build FOLDER UMASK ZONE: builds what is installed from a copy; takes no tests and no checks.
build() {
    say "Building in $1 (umask $2, time zone $3)"
    (
        umask "$2"
        cd "$1"
        export TZ=$3
        mvn -B -ntp -q -Dstyle.color=never -Pdist -Dquick -DskipTests -Dmaven.test.skip=true clean package
    ) >"$folder/build.log" 2>&1 || {
        tail -n 40 "$folder/build.log" >&2
        die "the build failed; see $folder/build.log"
    }
}

same_bytes() {
    local name
    for name in "$@"; do
        (cd "$first" && sha256sum "$name")
        (cd "$second" && sha256sum "$name")
        cmp "$first/$name" "$second/$name" || return 1
    done
}

# --- the archive -------------------------------------------------------------------------------------------

has_all_parts() {
    local part
    for part in bin/deltabook bin/class-archive.sh conf/job.yaml conf/jvm.options conf/log4j2.properties docs/install.md lib/deltabook-job.jar \
        share/man/man1/deltabook.1 share/man/man1/deltabook-run.1 share/bash-completion/completions/deltabook \
        lib/deltabook-job-cluster.jar licenses/THIRD-PARTY.txt LICENSE NOTICE README.md CHANGELOG.md \
        "deltabook-$version.cdx.json"; do
        [ -s "$home/$part" ] || { printf '[%s] must be in the archive, but is not\n' "$part" && return 1; }
    done
    cmp "$root/scripts/deltabook" "$home/bin/deltabook"
}

# Names and versions of the libraries in the archive, without deltabook's own.
libraries() {
    find "$home/lib/runtime" -name '*.jar' ! -name 'deltabook-*' -exec basename {} .jar \; | sort
}

bill_names_every_library() {
    grep -o '"purl" : "pkg:maven/[^"]*"' "$home/deltabook-$version.cdx.json" \
        | sed 's:.*/\([^/@]*\)@\([^?"]*\).*:\1-\2:' | grep -v '^deltabook-' | sort -u | diff - <(libraries)
}

licences_name_every_library() {
    sed -n 's/.*(\([^(): ]*\):\([^: ]*\):\([^: ]*\) - .*/\2-\3/p' "$home/licenses/THIRD-PARTY.txt" | sort -u | diff - <(libraries)
}

# Several would have to be merged in the executable jar.
has_one_plugin_cache() {
    grep -l 'config/plugins/Log4j2Plugins.dat' "$home"/lib/runtime/*.jar
    [ "$(grep -l 'config/plugins/Log4j2Plugins.dat' "$home"/lib/runtime/*.jar | wc -l)" -eq 1 ]
}

is_untouched() {
    [ -z "$(find "$home" -newer "$folder/unpacked" -print)" ]
}

# --- another user ------------------------------------------------------------------------------------------

# as_other HOME COMMAND...: as the other user, with nothing of this environment, from a folder that cannot be written.
as_other() {
    local user_home=$1
    shift
    set -- env -i "HOME=$user_home" "PATH=$folder/links:/usr/bin:/bin" "JAVA_HOME=$JAVA_HOME" "TMPDIR=$folder/tmp" "$@"
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u "$other" -- "$@")
    else
        (cd / && "$@")
    fi
}

deltabook() {
    as_other "$folder/user" deltabook "$@"
}

jar() {
    as_other /nonexistent "$JAVA_HOME/bin/java" "-Djava.io.tmpdir=$folder/tmp" "$@"
}

# The command succeeds and says a text: says TEXT COMMAND...
says() {
    local text=$1
    shift
    "$@" >"$folder/said.log" 2>&1 || { cat "$folder/said.log" && return 1; }
    cat "$folder/said.log"
    grep -qF -- "$text" "$folder/said.log"
}

# The command succeeds and does not say it.
keeps_quiet() {
    local text=$1
    shift
    "$@" >"$folder/said.log" 2>&1 || { cat "$folder/said.log" && return 1; }
    cat "$folder/said.log"
    ! grep -F -- "$text" "$folder/said.log"
}

# The command fails and says why.
refuses() {
    local text=$1
    shift
    ! "$@" >"$folder/said.log" 2>&1 || return 1
    cat "$folder/said.log"
    grep -qF -- "$text" "$folder/said.log"
}

left_only() {
    [ "$(ls -A "$2")" = "$1" ] || { ls -lA "$2" && return 1; }
}

# Prints the home of a Java that is too old, if there is one.
other_java() {
    local home
    while IFS= read -r home; do
        if [ -x "$home/bin/java" ] && ! is_java "$home" java; then
            printf '%s\n' "$home"
            return 0
        fi
    done < <(java_homes java)
}

# -----------------------------------------------------------------------------------------------------------

ensure_java_maven
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/pom.xml")
if [ $# -gt 0 ]; then
    mkdir -p "$1"
    folder=$(cd "$1" && pwd)
    [ -z "$(ls -A "$folder")" ] || die "[$folder] must be empty, but is not"
else
    folder=$(mktemp -d)
    chmod 755 "$folder"
fi

# Both at once: the tree may be worked on meanwhile.
copy "$folder/one" 022
copy "$folder/another/folder" 077
build "$folder/one" 022 UTC
build "$folder/another/folder" 077 Asia/Kolkata
first=$folder/one/dist/target
second=$folder/another/folder/dist/target
archive=deltabook-$version
check 'two builds have the same bytes' same_bytes "$archive.tar.gz" deltabook.jar "$archive.cdx.json"
sed 's/^/    /' "$folder/check.log"
check 'their checksums are right' sh -c 'cd "$1" && sha256sum -c ./*.sha256' sh "$first"

home=$folder/installed/$archive
mkdir -p "$folder"/{installed,links,tmp,user,work}
# The modes are those of the archive, whatever root's umask; another user's installation is his own.
(umask "$([ "$(id -u)" -eq 0 ] && echo 077 || echo 022)" && tar -C "$folder/installed" -xzf "$first/$archive.tar.gz")
cp "$first/deltabook.jar" "$folder/installed/deltabook.jar"
ln -s "$home/bin/deltabook" "$folder/links/deltabook"
if [ "$(id -u)" -eq 0 ]; then
    chown "$other" "$folder"/{tmp,user,work}
    say "The other user is $other"
else
    other=$(id -un)
    chmod -R a-w "$folder/installed"
    say "The other user is $other, the same as this one, because only root can be another"
fi
touch "$folder/unpacked"

check 'the archive has all its parts' has_all_parts
check 'the bill of materials names every library' bill_names_every_library
check 'the list of licences names every library' licences_name_every_library
check 'the plugins of log4j are those of one library' has_one_plugin_cache

work=$folder/work
check 'archive: version' says "deltabook $version" deltabook --version
check 'archive: generate' deltabook generate --output "$work/sample" --rows $rows
check 'archive: run' deltabook run --input "$work/sample" --output "$work/archive"
check 'archive: verify' deltabook verify "$work/archive"
check 'archive: its log is in the state folder of the user' test -f "$folder/user/.local/state/deltabook/logs/deltabook.log"
check 'archive: nothing was written beside the program' is_untouched

program=(-jar "$folder/installed/deltabook.jar")
tuned=(-Xmx768m -XX:+UseParallelGC -XX:ActiveProcessorCount=2)
check 'jar: version' says "deltabook $version" jar "${program[@]}" --version
check 'jar: generate' jar "${program[@]}" generate --output "$work/sample2" --rows $rows
check 'jar: run, and advice on the JVM' says 'Note: a run is fastest' \
    jar "${program[@]}" run --input "$work/sample2" --output "$work/jar"
check 'jar: no advice to a JVM that has it all' keeps_quiet 'Note: a run is fastest' \
    jar "${tuned[@]}" "${program[@]}" run --input "$work/sample2" --output "$work/tuned"
check 'jar: verify, and the same events as those of the archive' jar "${program[@]}" verify "$work/jar" --against "$work/archive"
check 'jar: its log is in the temporary folder, for want of a home' test -f "$folder/tmp/deltabook-$other/logs/deltabook.log"
check 'nothing else is left in the temporary folder' left_only "deltabook-$other" "$folder/tmp"
java=$(other_java)
if [ -n "$java" ]; then
    check "jar: $java is told which Java is needed" refuses 'deltabook needs Java 17 or newer, but this is Java' \
        as_other /nonexistent "$java/bin/java" "${program[@]}" --version
else
    say 'Not checked, for want of an older Java: what the jar says to it'
fi

if [ $# -eq 0 ] && [ $failed -eq 0 ]; then
    chmod -R u+w "$folder"
    rm -rf "$folder"
else
    say "See $folder"
fi
printf '%d passed, %d failed\n' $passed $failed
[ $failed -eq 0 ]
