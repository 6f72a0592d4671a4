#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The example in README.md is examples/first/first.c, and it runs: a transfer to a "safe account" is held or warned of.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for page in README.md README.zh-CN.md; do
  awk '/^```c$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$page" >"$work/first.c"
  if ! diff -u examples/first/first.c "$work/first.c"; then
    echo "$page shows another program than examples/first/first.c; copy it"
    exit 1
  fi
done

# Links between the pages lead somewhere.
for page in README.md README.zh-CN.md CONTRIBUTING.md docs/README.md; do
  folder=$(dirname "$page")
  for link in $(grep -o ']([^)#:]*)' "$page" | sed 's/^](//; s/)$//' | sort -u); do
    if [ ! -e "$folder/$link" ]; then
      echo "$page links to $link, which is not there"
      exit 1
    fi
  done
done

if [ ! -x "$FRAUDRISK" ] || [ ! -e policies/retail-cn/policy.yaml ]; then
  echo "skipped: the command or the policy is not there"
  exit 77
fi
"$FRAUDRISK" policy build -o "$work/retail-cn.frb" policies/retail-cn
"$FR_BUILD_DIR/bin/example_first" "$work/retail-cn.frb" | tee "$work/out"
head -1 "$work/out" | grep -Eq '^done; outcome (2|3), [1-9][0-9]* points, impersonating_police$'
[ "$(wc -l <"$work/out")" -ge 2 ]

# Installed, the lines of both pages print what they show.
if [ "$FR_PLAIN" = yes ]; then
  cmake --install "$FR_BUILD_DIR" --prefix "$work/usr" >"$work/log"
  PATH=$work/usr/bin:$PATH
  libraries=$(dirname "$(find "$work/usr" -name libfraudrisk.so)")
  export PATH PKG_CONFIG_PATH="$libraries/pkgconfig" LD_LIBRARY_PATH="$libraries"
  mkdir "$work/tree"
  cp -R examples policies "$work/tree"
  for page in README.md README.zh-CN.md; do
    awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$page" >"$work/lines"
    awk '/^```text$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$page" >"$work/shown"
    (cd "$work/tree" && sh -eu "$work/lines") 2>"$work/log" | diff "$work/shown" - || {
      echo "the lines of $page print something else than it shows"
      exit 1
    }
  done
fi

# Without a bundle it says so and fails.
if "$FR_BUILD_DIR/bin/example_first" /nowhere 2>/dev/null; then
  echo "the example succeeded without a policy"
  exit 1
fi
