#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the class archive beside the program, from which the JVM takes most classes when a command starts, instead of
# reading and checking them in the jars one by one. It runs the commands once on a small sample. In the source tree the
# build does that; in an unpacked archive, call bin/class-archive.sh once. The launcher uses the class archive for the
# program and the Java with which it was made, and does without it otherwise.
#
#   scripts/class-archive.sh
#   bin/class-archive.sh
set -euo pipefail
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/java.sh"

help_if_asked "$@"

find_program "$(dirname "$here")"
require_java
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

rm -f "$class_archive" "$class_archive.of"
if ! DELTABOOK_LOG_DIR=$folder "$JAVA_HOME/bin/java" $(java_options) -Xmx512m -XX:+UseSerialGC \
    "-XX:ArchiveClassesAtExit=$folder/classes.jsa" '-Xlog:cds*=off' \
    "-Ddeltabook.home=$root" -Ddeltabook.log.console=OFF -Ddeltabook.columns=0 \
    "-Dlog4j2.configurationFile=$root/conf/log4j2.properties" \
    -cp "$class_path" io.deltabook.job.cli.Rehearsal "$folder" >"$folder/out" 2>&1 \
    || [ ! -f "$folder/classes.jsa" ]; then
    cat "$folder/out" >&2
    die "the commands must run on a sample and the JVM write a class archive, but did not; without it, all works as well, only starts are slower"
fi
mv "$folder/classes.jsa" "$class_archive"
class_archive_key >"$class_archive.of"
