#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The Go binding: golden vectors, bad input and examples, with the race detector and both of cgo's checks; the samples and
# the page's program; linked statically; and what is said where the library is missing.
set -eu
if [ "$FR_PLAIN" != yes ]; then
  echo "skipped: an instrumented library is not linked into programs of Go"
  exit 77
fi
if ! command -v go >/dev/null; then
  echo "skipped: there is no go (scripts/setup installs it)"
  exit 77
fi
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GOCACHE=$root/build/go/cache GOMODCACHE=$root/build/go/mod GOFLAGS="-buildvcs=false -modcacherw" CGO_ENABLED=1
export GOCACHE GOMODCACHE GOFLAGS CGO_ENABLED

# The library where it was built, as an installed one would be found.
library=$(dirname "$FR_LIBRARY")
cat >"$work/fraudrisk.pc" <<END
Name: fraudrisk
Description: as it lies in the build
Version: 0.1.0
Cflags: -I$root/include
Libs: -L$library -lfraudrisk
END
PKG_CONFIG_PATH=$work LD_LIBRARY_PATH=$library
export PKG_CONFIG_PATH LD_LIBRARY_PATH

cd bindings/go
unformatted=$(gofmt -l .)
if [ -n "$unformatted" ]; then
  echo "gofmt would change $unformatted"
  exit 1
fi
go vet ./...
GODEBUG=cgocheck=1 go test -race -count=1 .
# cgocheck=2 is an experiment of the compiler from Go 1.21 on.
case $(go env GOVERSION) in
go1.19* | go1.20*) GODEBUG=cgocheck=2 go test -count=1 . ;;
*) GOEXPERIMENT=cgocheck2 go test -count=1 . ;;
esac

# same EXPECTED PROGRAM ARGUMENT…: it prints what is written down.
same() {
  expected=$1
  shift
  "$@" >"$work/said"
  diff -u "$expected" "$work/said"
}
go build -o "$work/bin/" ./samples/score ./samples/hold_and_release ./samples/hot_reload ./samples/batch ./samples/restart
vectors=$root/bindings/vectors
for sample in score hold_and_release batch; do
  same samples/$sample.expected "$work/bin/$sample" "$vectors/retail-cn.frb"
done
same samples/hot_reload.expected "$work/bin/hot_reload" "$vectors/first.frb" "$vectors/retail-cn.frb"
# The sample of a restart is started twice, and knows the second time what happened the first time.
twice() {
  "$@" && "$@"
}
mkdir "$work/journal"
same samples/restart.expected twice "$work/bin/restart" "$vectors/retail-cn.frb" "$work/journal"

# The page's program, in a module of its own.
mkdir "$work/page"
awk '/^```go$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md >"$work/page/main.go"
sed -n 's/^It prints `\([^`]*\)`.*/\1/p' README.md >"$work/page/expected"
[ -s "$work/page/expected" ]
module=github.com/libfraudrisk/libfraudrisk/bindings/go
cat >"$work/page/go.mod" <<END
module page
go 1.19
require $module v0.0.0
replace $module => $root/bindings/go
END
(cd "$work/page" && go build -o page .)
same "$work/page/expected" "$work/page/page" "$vectors/retail-cn.frb"
# A file that is not there is named.
if "$work/page/page" /nowhere/policy.frb 2>"$work/said"; then
  echo "the page's program takes a policy that is not there"
  exit 1
fi
grep -q 'open /nowhere/policy.frb: ' "$work/said"
# Vendored, too, as the page says.
(cd "$work/page" && go mod vendor && go build -o vendored . && rm -r vendor)

# The page's lines as they stand there, against an installed library, without a network.
cmake --install "$FR_BUILD_DIR" --prefix "$work/usr" >"$work/said"
installed=$(dirname "$(find "$work/usr" -name libfraudrisk.so.0)")
mkdir "$work/first"
cp "$work/page/main.go" "$work/first"
sed -n 's/^    \(go .*\)/\1/p' README.md >"$work/lines"
[ "$(grep -c . "$work/lines")" -eq 4 ]
(cd "$work/first" && CLONE=$root GOPROXY=off PKG_CONFIG_PATH=$installed/pkgconfig LD_LIBRARY_PATH=$installed \
  sh -eu "$work/lines" >"$work/said" 2>"$work/progress") || {
  cat "$work/progress"
  exit 1
}
diff -u "$work/page/expected" "$work/said"

# Wrong types do not compile: a text is no amount, a kind no channel.
mkdir "$work/wrong"
sed 's|^module page|module wrong|' "$work/page/go.mod" >"$work/wrong/go.mod"
cat >"$work/wrong/main.go" <<'END'
package main

import fraudrisk "github.com/libfraudrisk/libfraudrisk/bindings/go"

func main() {
	_ = fraudrisk.Transfer{AmountMinor: "100"}
	_ = fraudrisk.Transfer{Channel: fraudrisk.KindInterbank}
	_ = fraudrisk.Transfer{Payer: 6222}
}
END
if (cd "$work/wrong" && go build -o wrong . 2>"$work/said"); then
  echo "wrong types compile"
  exit 1
fi
[ "$(grep -c 'cannot use' "$work/said")" -eq 3 ]

# Without the library the loader says which one it looked for, and without pkg-config's file pkg-config does. The program
# asks for a library of a name that no machine has, so that it is missing where ours is installed, too.
LC_ALL=C sed 's|libfraudrisk\.so\.0|libfraudrisk.so.x|g' "$work/page/page" >"$work/page/lost"
chmod +x "$work/page/lost"
if "$work/page/lost" "$vectors/retail-cn.frb" 2>"$work/said"; then
  echo "the program runs without the library"
  exit 1
fi
grep -q 'libfraudrisk.so.x: cannot open shared object file' "$work/said"
# (Go's cache does not know of pkg-config and of headers: a flag of its own makes it build again. Folders with the same
# names each time keep the rest in the cache.)
if (cd "$work/page" && CGO_CFLAGS=-DFR_NO_PACKAGE PKG_CONFIG_PATH=/nowhere PKG_CONFIG_LIBDIR=/nowhere \
  go build -o other . 2>"$work/said"); then
  echo "the program builds without the library"
  exit 1
fi
grep -q 'fraudrisk was not found in the pkg-config search path' "$work/said"

# Headers of another version do not compile.
other=$root/build/go/other
rm -rf "$other"
mkdir -p "$other"
cp -r "$root/include/fraudrisk" "$other"
sed -i 's|^#define FR_CHANNEL_OTHER 6u|#define FR_CHANNEL_OTHER 7u|' "$other/fraudrisk/transfer.h"
if (cd "$work/page" && CGO_CPPFLAGS=-I$other go build -o other . 2>"$work/said"); then
  echo "the package builds with other headers"
  exit 1
fi
grep -q 'FR_CHANNEL_OTHER is of another header' "$work/said"

# Linked statically it needs no library of ours.
archive=$FR_BUILD_DIR/libfraudrisk_internal.a
if [ -e "$archive" ]; then
  mkdir -p "$root/build/go/static"
  ln -sf "$archive" "$root/build/go/static/libfraudrisk.a"
  (cd "$work/page" && CGO_CFLAGS=-I$root/include CGO_LDFLAGS=-L$root/build/go/static \
    go build -tags fraudrisk_static -o static .)
  LD_LIBRARY_PATH=/nowhere
  same "$work/page/expected" "$work/page/static" "$vectors/retail-cn.frb"
fi

# The benchmark still runs, and both sides decide alike.
unset LD_LIBRARY_PATH
"$root/bench/bindings/go.sh" --tiny | grep -q '"binding":"go".*"above_ns":'
