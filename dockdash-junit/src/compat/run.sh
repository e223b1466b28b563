#!/usr/bin/env bash
# Runs a sample against the built jars on the oldest and newest JUnit that they are for and the one they are compiled with,
# in parallel and not, and without Testcontainers. With DOCKER_TESTS=true, also runs the tests of registries in containers
# with the oldest Testcontainers. Arguments: the homes of the JDKs, by default JAVA_HOME's or the one on the path. It
# needs Maven for the libraries.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work="$root/dockdash-junit/target/compat"
default=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
[ $# -gt 0 ] || set -- "$default"
rm -rf "$work"
mkdir -p "$work"

mvn -B -q -f "$root/pom.xml" -pl dockdash-core,dockdash-junit -am -DskipTests -Dmaven.javadoc.skip=true \
  -Dspotless.check.skip=true package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/lib" \
  -DexcludeGroupIds=org.junit.jupiter,org.junit.platform,org.testcontainers,com.github.docker-java
find "$root/dockdash-junit/target" -maxdepth 1 -name 'dockdash-junit-*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' \
  -exec cp {} "$work/lib/" \;
export DOCKDASH_CACHE="$work/cache"

# The launcher ends with 1 when tests fail, which is looked at in its output.
launch() {
  "$1/bin/java" -Ddocker-tests=true -cp "$2" org.junit.platform.console.ConsoleLauncher execute \
    "${@:3}" --details=summary --disable-banner --disable-ansi-colors 2>&1 || true
}

# Prints what was launched and fails, unless so many tests ran and all of them passed.
require() {
  grep -q "^\[ *$3 tests successful" <<<"$2" && grep -q '^\[ *0 tests failed' <<<"$2" \
    && grep -q '^\[ *0 tests skipped' <<<"$2" || { echo "$1:" >&2; echo "$2" >&2; exit 1; }
}

copy_launcher() {
  mvn -B -q dependency:copy -Dartifact="org.junit.platform:junit-platform-console-standalone:$1" \
    -DoutputDirectory="$work/junit"
  launcher="$work/junit/junit-platform-console-standalone-$1.jar"
}

for version in 1.12.2 1.14.4 6.1.3; do
  copy_launcher "$version"
  rm -rf "$work/classes"
  "$1/bin/javac" -parameters -proc:none -d "$work/classes" -cp "$work/lib/*:$launcher" "$here"/java/demo/*.java
  for jdk in "$@"; do
    for parallel in true false; do
      output=$(launch "$jdk" "$work/classes:$here/resources:$work/lib/*:$launcher" \
        -c demo.PositionsTest -c demo.RecordTest \
        --config=junit.jupiter.execution.parallel.enabled=$parallel \
        --config=junit.jupiter.execution.parallel.mode.default=concurrent)
      require "JUnit platform $version, $jdk, parallel $parallel" "$output" 8
    done
    output=$(launch "$jdk" "$work/classes:$work/lib/*:$launcher" -c demo.WithoutTestcontainers)
    grep -q 'needs org.testcontainers:testcontainers' <<<"$output" \
      || { echo "JUnit platform $version, $jdk, without Testcontainers:" >&2; echo "$output" >&2; exit 1; }
    echo "JUnit platform $version on $jdk: ok"
  done
done

if [ "${DOCKER_TESTS:-}" = true ]; then
  # No helper containers, whose images need the network.
  export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=localhost TESTCONTAINERS_PULL_TIMEOUT=5
  copy_launcher 1.14.4
  mvn -B -q -f "$here/testcontainers/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/testcontainers"
  for parallel in true false; do
    output=$(launch "$1" "$root/dockdash-junit/target/test-classes:$work/lib/*:$launcher:$work/testcontainers/*" \
      -c dev.dockdash.junit.ContainerRegistryTest \
      --config=junit.jupiter.execution.parallel.enabled=$parallel \
      --config=junit.jupiter.execution.parallel.mode.default=concurrent)
    require "Testcontainers 1.21.4, parallel $parallel" "$output" 5
  done
  echo "Testcontainers 1.21.4: ok"
fi
