#!/usr/bin/env bash
# Runs the tests of the assertions, as they were compiled, against the built jars and each minor version of AssertJ that they
# are for. Needs Maven for the libraries.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
module=$(cd "$here/../.." && pwd)
work="$module/target/compat"
rm -rf "$work"
mkdir -p "$work"

mvn -B -q -f "$module/../pom.xml" -pl dockdash-core,dockdash-assertj -am -DskipTests -Dmaven.javadoc.skip=true \
  -Dspotless.check.skip=true package dependency:copy-dependencies -DincludeScope=test -DoutputDirectory="$work/lib" \
  -DexcludeGroupIds=org.assertj,net.bytebuddy,org.junit.jupiter,org.junit.platform,org.opentest4j,org.apiguardian,net.jqwik
cp "$module"/target/dockdash-assertj-*-SNAPSHOT.jar "$work/lib/"
mvn -B -q dependency:copy -Dartifact=org.junit.platform:junit-platform-console-standalone:1.14.4 \
  -DoutputDirectory="$work/junit"
export DOCKDASH_CACHE="$work/cache"

for version in 3.25.3 3.26.3 3.27.7; do
  mvn -B -q -f "$here/pom.xml" dependency:copy-dependencies -Dassertj.version=$version \
    -DoutputDirectory="$work/assertj-$version"
  # The launcher ends with 1 when tests fail, which is looked at in its output.
  output=$(cd "$module" && java -cp "$module/target/test-classes:$work/lib/*:$work/assertj-$version/*:$work/junit/*" \
    org.junit.platform.console.ConsoleLauncher execute --scan-classpath=target/test-classes --details=summary \
    --disable-banner --disable-ansi-colors 2>&1 || true)
  ran=$(sed -n 's/^\[ *\([0-9]*\) tests successful.*/\1/p' <<<"$output")
  [ "${ran:-0}" -ge 200 ] && grep -q '^\[ *0 tests failed' <<<"$output" && grep -q '^\[ *0 tests skipped' <<<"$output" \
    || { echo "AssertJ $version:" >&2; echo "$output" >&2; exit 1; }
  echo "AssertJ $version: $ran tests ok"
done
