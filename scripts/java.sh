# SPDX-License-Identifier: Apache-2.0
# Messages, help and a Java; sourced by the launcher, in the tree and in an archive, and by lib.sh, never run.

die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 2
}

# A script's help is the comment block at its top.
print_help() {
    sed -n '3,${/^#/!q;s/^# \{0,1\}//p;}' "$0"
}

help_if_asked() {
    case "${1:-}" in
        -h | --help)
            print_help
            exit 0
            ;;
    esac
}

# Prints the version of the Java in a folder; fails if there is none.
java_version() {
    sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/release" 2>/dev/null | grep .
}

# Prints the 17 of 17.0.9; 0 if there is no Java.
java_major() {
    local version
    version=$(java_version "$1") || version=0
    printf '%s\n' "${version%%[!0-9]*}"
}

# is_java HOME TOOL: 17 or newer, with the given tool.
is_java() {
    [ -x "$1/bin/$2" ] && [ "$(java_major "$1")" -ge 17 ]
}

# Prints where a Java may be, one folder a line, the preferred one first: java_homes TOOL
java_homes() {
    local on_path home
    on_path=$(command -v "$1" || true)
    if [ -n "$on_path" ]; then
        on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")")")
    fi
    for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk@17; do
        [ -z "$home" ] || printf '%s\n' "$home"
    done
}

# Prints the home of a Java 17 or newer that has the given tool (java or javac); fails if there is none.
find_java() {
    local home
    while IFS= read -r home; do
        if is_java "$home" "$1"; then
            printf '%s\n' "$home"
            return 0
        fi
    done < <(java_homes "$1")
    return 1
}

# A Java in JAVA_HOME, or an end that says which others there are.
require_java() {
    local home found=''
    if home=$(find_java java); then
        export JAVA_HOME=$home
        return 0
    fi
    while IFS= read -r home; do
        [ ! -x "$home/bin/java" ] || found="$found
  found:           Java $(java_version "$home" || printf 'of an unknown version') in $home"
    done < <(java_homes java | awk '!seen[$0]++')
    die "needs Java 17 or newer, but there is none.${found:-
  found:           no Java at all}
  Debian, Ubuntu:  sudo apt-get install openjdk-17-jre-headless
  Fedora:          sudo dnf install java-17-openjdk-headless
  macOS:           brew install openjdk@17
  Any Java from 17 on will do, Eclipse Temurin for one; if it is not found, set JAVA_HOME to it."
}

# Where the program is, in the tree or in an unpacked archive: sets root, program, class_path and class_archive.
# find_program ROOT
find_program() {
    root=$1
    if [ -f "$root/pom.xml" ]; then
        program=$root/job/target/deltabook-job.jar
        class_path="$program:$root/job/target/lib/*"
    else
        program=$root/lib/deltabook-job.jar
        class_path="$program:$root/lib/runtime/*"
        [ -f "$program" ] || die "[$program] must be there, but is not: unpack the archive again, all of it"
    fi
    class_archive=$(dirname "$program")/deltabook.jsa
}

# Prints what a class archive is good for: a program at its place, and a Java.
class_archive_key() {
    printf '%s %s %s %s\n' "$program" "$(cksum <"$program")" "$JAVA_HOME" "$(java_version "$JAVA_HOME")"
}

# Prints what newer Javas want to be told, one option a line: the libraries use native code and sun.misc.Unsafe.
java_options() {
    [ "$(java_major "$JAVA_HOME")" -lt 24 ] \
        || printf '%s\n' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
}
