# SPDX-License-Identifier: Apache-2.0
#
# Shared by the scripts: source it from the root of the tree.

if [ -x build/cmake/bin/cmake ]; then
  PATH=$PWD/build/cmake/bin:$PATH
fi
FR_JOBS=${FR_JOBS:-$(nproc 2>/dev/null || echo 2)}
FR_LOGS=${FR_LOGS:-build/logs}
mkdir -p "$FR_LOGS"

# step NAME "what it does" command…: runs it with its output in a log; one line, with the time it took. The first that
# fails shows the end of its log and stops the script.
step() {
  step_name=$1 step_text=$2
  shift 2
  printf '%-62s ' "$step_text"
  step_start=$(date +%s)
  if "$@" >"$FR_LOGS/$step_name.log" 2>&1; then
    printf 'ok     %4d s\n' $(($(date +%s) - step_start))
  else
    printf 'FAILED %4d s\n\n' $(($(date +%s) - step_start))
    tail -40 "$FR_LOGS/$step_name.log"
    printf '\nThe whole log: %s\n' "$FR_LOGS/$step_name.log"
    step_failed
    exit 1
  fi
}
step_failed() { :; }

configure_and_build() {
  preset=$1
  shift
  cmake --preset "$preset" && cmake --build "build/$preset" -j "$FR_JOBS" "$@"
}
