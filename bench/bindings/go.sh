#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A call through the Go binding beside one through C, in turns in one run: prints
# one JSON object. With --tiny a few calls.
#
#   bench/bindings/go.sh [--tiny]     FR_BUILD_DIR names the build (build/release)
set -eu
cd "$(dirname "$0")/../.."
root=$PWD
build=$(cd "${FR_BUILD_DIR:-build/release}" && pwd)
rounds=61 count=2000
[ "${1:-}" = --tiny ] && rounds=3 count=100
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/fraudrisk.pc" <<END
Name: fraudrisk
Description: as it lies in the build
Version: 0.1.0
Cflags: -I$root/include
Libs: -L$build -lfraudrisk
END
GOCACHE=$root/build/go/cache GOMODCACHE=$root/build/go/mod GOFLAGS="-buildvcs=false -modcacherw" CGO_ENABLED=1
CGO_CFLAGS="-O3 -DNDEBUG" PKG_CONFIG_PATH=$work
export GOCACHE GOMODCACHE GOFLAGS CGO_ENABLED CGO_CFLAGS PKG_CONFIG_PATH
(cd bench/bindings/go && go build -o "$work/go" .)
LD_LIBRARY_PATH=$build "$work/go" bindings/vectors/first.frb $rounds $count
