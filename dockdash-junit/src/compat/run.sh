#!/usr/bin/env bash
# Runs a sample against the built jars on the oldest and newest JUnit that they are for, in parallel and not, and without
# Testcontainers. Arguments: the homes of the JDKs, by default JAVA_HOME's or the one on the path. Run it after
# `mvn package`; it needs Maven for the libraries.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work="$root/dockdash-junit/target/compat"
default=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
[ $# -gt 0 ] || set -- "$default"
rm -rf "$work"
mkdir -p "$work"

mvn -B -q -f "$root/pom.xml" -pl dockdash-core,dockdash-junit -am -DskipTests -Dmaven.javadoc.skip=true -Dspotless.check.skip=true package \
  dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/lib" \
  -DexcludeGroupIds=org.junit.jupiter,org.junit.platform,org.testcontainers,com.github.docker-java
find "$root/dockdash-junit/target" -maxdepth 1 -name 'dockdash-junit-*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' \
  -exec cp {} "$work/lib/" \;
export DOCKDASH_CACHE="$work/cache"

# The launcher ends with 1 when tests fail, which is looked at in its output.
launch() {
  "$1/bin/java" -cp "$work/classes:$here/resources:$work/lib/*:$2" org.junit.platform.console.ConsoleLauncher execute \
    "${@:3}" --details=summary --disable-banner --disable-ansi-colors 2>&1 || true
}

for version in 1.12.2 6.1.3; do
  mvn -B -q dependency:copy -Dartifact="org.junit.platform:junit-platform-console-standalone:$version" \
    -DoutputDirectory="$work/junit"
  launcher="$work/junit/junit-platform-console-standalone-$version.jar"
  rm -rf "$work/classes"
  "$1/bin/javac" -parameters -proc:none -d "$work/classes" -cp "$work/lib/*:$launcher" "$here"/java/demo/*.java
  for jdk in "$@"; do
    for parallel in true false; do
      output=$(launch "$jdk" "$launcher" -c demo.PositionsTest -c demo.RecordTest \
        --config=junit.jupiter.execution.parallel.enabled=$parallel \
        --config=junit.jupiter.execution.parallel.mode.default=concurrent)
      grep -q '^\[ *8 tests successful' <<<"$output" && grep -q '^\[ *0 tests failed' <<<"$output" \
        || { echo "JUnit platform $version, $jdk, parallel $parallel:" >&2; echo "$output" >&2; exit 1; }
    done
    output=$(launch "$jdk" "$launcher" -c demo.WithoutTestcontainers)
    grep -q 'needs org.testcontainers:testcontainers' <<<"$output" \
      || { echo "JUnit platform $version, $jdk, without Testcontainers:" >&2; echo "$output" >&2; exit 1; }
    echo "JUnit platform $version on $jdk: ok"
  done
done
