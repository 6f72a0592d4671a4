#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The list of parts says what is really linked, validates as SPDX 2.3, and is the same bytes for the same parts.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=1767664800 scripts/make-sbom -o "$work/one.spdx.json"
SOURCE_DATE_EPOCH=1767664800 scripts/make-sbom >"$work/two.spdx.json"
cmp "$work/one.spdx.json" "$work/two.spdx.json"
grep -q '"created": "2026-01-06T02:00:00Z"' "$work/one.spdx.json"
grep -q "\"versionInfo\": \"$(pkg-config --modversion libcbor)\"" "$work/one.spdx.json"
SOURCE_DATE_EPOCH=1767664800 scripts/make-sbom --arrow 99.0 -o "$work/three.spdx.json"
grep -q 'apache-arrow-99.0' "$work/three.spdx.json"

# linked FILE NAME…: what the file needs, but for the C library, are parts that the list has for it.
linked() {
  file=$1 who=$2
  objdump -p "$file" | awk '$1 == "NEEDED" { print $2 }' | grep -Ev '^(libc|libm|libpthread|libdl|libgcc_s|ld-linux.*)\.so' |
    sed 's/\.so.*//; s/-[0-9.]*$//' | sort -u >"$work/needed"
  [ -s "$work/needed" ]
  python3 - "$work/one.spdx.json" "$who" "$work/needed" <<'PY'
import json, sys
parts = json.load(open(sys.argv[1]))
names = {one["SPDXID"]: one["name"] for one in parts["packages"]}
listed = {names[one["relatedSpdxElement"]] for one in parts["relationships"]
          if one["relationshipType"] == "DYNAMIC_LINK" and names[one["spdxElementId"]] == sys.argv[2]}
bare = lambda name: name.removeprefix("lib")
needed = set(open(sys.argv[3]).read().split())
if {bare(name) for name in needed} != {bare({"zlib": "libz"}.get(name, name)) for name in listed}:
    sys.exit(f"{sys.argv[2]} needs {sorted(needed)}, the list has {sorted(listed)}")
PY
}
if [ "$FR_PLAIN" = yes ]; then
  linked "$FR_LIBRARY" libfraudrisk
  linked "$FRAUDRISK" fraudrisk
fi

if [ -x build/spdx/bin/pyspdxtools ]; then
  for list in one three; do build/spdx/bin/pyspdxtools -i "$work/$list.spdx.json"; done
  # The check of the check.
  sed 's/"SPDXRef-DOCUMENT",/"SPDXRef DOCUMENT",/' "$work/one.spdx.json" >"$work/bad.spdx.json"
  build/spdx/bin/pyspdxtools -i "$work/bad.spdx.json" >"$work/said" 2>&1 && exit 1
  echo "sbom: valid SPDX 2.3"
else
  echo "sbom: compared with what is linked; spdx-tools are not here to validate it (scripts/setup fetches them)"
fi
