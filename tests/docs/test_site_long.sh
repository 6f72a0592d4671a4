#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The reference and the site are built without a warning. Then the check of the check: a link that leads nowhere, an anchor
# that is not there, a page that is gone, and a warning of Doxygen end the build. scripts/test
# has this as a step of its own.
set -eu
status=0
scripts/make-site || status=$?
[ "$status" -eq 0 ] || exit "$status"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for page in index README.zh-CN docs/guides/operator docs/guides/auditor docs/command docs/reference docs/internals/state; do
  grep -q '<h1' "build/site/html/$page.html"
done
grep -q 'fr_engine_create' build/site/html/docs/reference/engine_8h.html

cp -r build/site "$work/site"
guide=$work/site/pages/docs/guides/README.md
cp "$guide" "$work/guide"
for link in 'nothing.md' '../policy.md#no-such-anchor' 'nowhere/'; do
  cp "$work/guide" "$guide"
  printf '\n[a link](%s)\n' "$link" >>"$guide"
  build/site-venv/bin/mkdocs build --strict --config-file "$work/site/mkdocs.yml" >"$work/said" 2>&1 && {
    echo "a link to $link was accepted"
    exit 1
  }
  grep -q 'WARNING.*guides/README.md' "$work/said"
done

mkdir "$work/tree"
cp -r README.md README.zh-CN.md CONTRIBUTING.md CHANGELOG.md LICENSE docs examples bindings packaging tests scripts cmake policies \
  libfraudrisk include bench tools CMakeLists.txt CMakePresets.json "$work/tree"
rm "$work/tree/docs/limits.md"
(cd "$work/tree" && python3 packaging/site/gather.py packaging/site/mkdocs.yml "$work/pages") >"$work/said" 2>&1 && exit 1
grep -q 'limits.md' "$work/said"

# A source that is not there is a warning of Doxygen.
printf 'INPUT = %s/nothing\n' "$work" >"$work/more"
{
  cat packaging/site/Doxyfile "$work/more"
  mkdir -p "$work/doxygen"
  echo "OUTPUT_DIRECTORY = $work/doxygen"
} | doxygen - >"$work/said" 2>&1 && exit 1
echo "site: broken links, anchors and files are found"
