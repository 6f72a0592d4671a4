#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A call through the C++ binding beside one through C, in turns in one run: prints
# one JSON object. With --tiny a few calls.
#
#   bench/bindings/cpp.sh [--tiny]     FR_BUILD_DIR names the build (build/release)
set -eu
cd "$(dirname "$0")/../.."
build=$(cd "${FR_BUILD_DIR:-build/release}" && pwd)
rounds=61 count=2000
[ "${1:-}" = --tiny ] && rounds=3 count=100
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
${CXX:-c++} -std=c++17 -O3 -DNDEBUG -Iinclude -Ibindings/cpp -Ibench/bindings -o "$work/cpp" bench/bindings/cpp.cpp \
  -L"$build" -lfraudrisk
LD_LIBRARY_PATH=$build "$work/cpp" bindings/vectors/first.frb $rounds $count
