# SPDX-License-Identifier: Apache-2.0
# Shared by the scripts of the tree; sourced, never run. Sets `root` and does not change the caller's directory.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/java.sh"

# Installs Debian packages if this user is allowed to; fails otherwise.
install_packages() {
    command -v apt-get >/dev/null || return 1
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null && sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    printf 'Installing %s with apt-get ...\n' "$*" >&2
    "${as_root[@]}" apt-get update -qq >&2 \
        && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@" >&2
}

# A JDK in JAVA_HOME and Maven on the path, installed if possible.
ensure_java_maven() {
    local missing=() home
    find_java javac >/dev/null || missing+=(openjdk-17-jdk-headless)
    command -v mvn >/dev/null || missing+=(maven)
    if [ ${#missing[@]} -gt 0 ]; then
        install_packages "${missing[@]}" || die "needs JDK 17 or newer and Maven 3.8 or newer, and could not install ${missing[*]}.
  Debian, Ubuntu:  sudo apt-get install openjdk-17-jdk-headless maven
  Fedora:          sudo dnf install java-17-openjdk-devel maven
  macOS:           brew install openjdk@17 maven
  Any JDK from 17 on will do, Eclipse Temurin for one; if it is not found, set JAVA_HOME to it."
    fi
    home=$(find_java javac) || die "a JDK was installed but is not found; set JAVA_HOME to it."
    export JAVA_HOME=$home
}

# A Java to run with; building needs more (ensure_java_maven).
ensure_java() {
    local home
    if home=$(find_java java); then
        export JAVA_HOME=$home
    else
        ensure_java_maven
    fi
}

# Runs Maven in the project's root, whatever the caller's directory.
maven() {
    (cd "$root" && mvn -B -ntp -Dstyle.color=never "$@")
}

is_built() {
    [ -f "$root/job/target/deltabook-job.jar" ] && [ -d "$root/job/target/lib" ] \
        && [ -f "$root/job/target/built" ] \
        && [ -z "$(cd "$root" && find pom.xml .mvn conf/flink conf/jvm.options udf/pom.xml udf/src/main job/pom.xml \
            job/src/main -newer job/target/built -print -quit)" ]
}

# Builds the runnable layout, without tests and checks, if it is missing or older than the sources.
ensure_built() {
    is_built && return 0
    ensure_java_maven
    mkdir -p "$root/job/target"
    (
        # Two commands started at the same time build only once.
        if command -v flock >/dev/null; then
            exec 9>"$root/job/target/build.lock"
            flock 9
            is_built && exit 0
        fi
        printf 'Building deltabook (first use, or the sources changed) ...\n' >&2
        touch "$root/job/target/building"
        if ! maven -q -Dquick -DskipTests -Dmaven.test.skip=true package >"$root/job/target/build.log" 2>&1; then
            tail -n 40 "$root/job/target/build.log" >&2
            die "the build failed; see job/target/build.log for its output"
        fi
        # Starts are slower without it, no more.
        "$root/scripts/class-archive.sh" >>"$root/job/target/build.log" 2>&1 || true
        mv "$root/job/target/building" "$root/job/target/built"
    )
}

is_cluster_built() {
    [ -f "$root/job/target/deltabook-job-cluster.jar" ] && [ -d "$root/job/target/cluster-lib" ] \
        && [ -f "$root/job/target/cluster-built" ] \
        && [ -z "$(cd "$root" && find pom.xml .mvn conf/flink conf/jvm.options udf/pom.xml udf/src/main job/pom.xml \
            job/src/main -newer job/target/cluster-built -print -quit)" ]
}

# Builds the jar for a cluster and collects Flink's own jars, if they are missing or older than the sources.
ensure_cluster_built() {
    is_cluster_built && return 0
    ensure_java_maven
    mkdir -p "$root/job/target"
    (
        if command -v flock >/dev/null; then
            exec 9>"$root/job/target/build.lock"
            flock 9
            is_cluster_built && exit 0
        fi
        printf 'Building the jar for a cluster (first use, or the sources changed) ...\n' >&2
        touch "$root/job/target/building"
        if ! maven -q -Dquick -DskipTests -Dmaven.test.skip=true -Pcluster package >"$root/job/target/build.log" 2>&1; then
            tail -n 40 "$root/job/target/build.log" >&2
            die "the build failed; see job/target/build.log for its output"
        fi
        cp -p "$root/job/target/building" "$root/job/target/cluster-built"
        mv "$root/job/target/building" "$root/job/target/built"
    )
}

are_benchmarks_built() {
    [ -f "$root/benchmarks/target/deltabook-benchmarks.jar" ] && [ -f "$root/benchmarks/target/built" ] \
        && [ -z "$(cd "$root" && find pom.xml udf/pom.xml udf/src/main job/pom.xml job/src \
            benchmarks/pom.xml benchmarks/src/main -newer benchmarks/target/built -print -quit)" ]
}

# Builds the programs of scripts/bench.sh, if they are missing or older than the sources. The tests are
# compiled as well, because the plain writer is one of them.
ensure_benchmarks_built() {
    are_benchmarks_built && return 0
    ensure_java_maven
    printf 'Building the benchmarks ...\n' >&2
    mkdir -p "$root/benchmarks/target"
    touch "$root/benchmarks/target/building"
    if ! maven -q -Dquick -DskipTests -Pbenchmarks package >"$root/benchmarks/target/build.log" 2>&1; then
        tail -n 40 "$root/benchmarks/target/build.log" >&2
        die "the build failed; see benchmarks/target/build.log for its output"
    fi
    mv "$root/benchmarks/target/building" "$root/benchmarks/target/built"
}

# Puts standard input between the markers of a part of a page: record_part FILE PART SCRIPT
record_part() {
    local begin="<!-- $2: written by $3 -->" end="<!-- end of $2 -->"
    grep -qxF "$begin" "$1" && grep -qxF "$end" "$1" || die "[$1] must have the lines '$begin' and '$end', but does not"
    awk -v begin="$begin" -v end="$end" '
        FILENAME == "-" { text = text $0 "\n"; next }
        $0 == end { skip = 0 }
        !skip { print }
        $0 == begin { printf "%s", text; skip = 1 }' - "$1" >"$1.new"
    mv "$1.new" "$1"
}
