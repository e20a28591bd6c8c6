#!/usr/bin/env bash
# Runs the fuzzers: fuzz.sh SECONDS [markdown|tables|front-matter …], each for that long, one after the other.
# The properties are in Tests/ContentReadingTests/ReadingProperties.swift. An input that breaks one is left in
# .build-fuzz/found/: mend the code, and keep the input, under a name that tells, in Tests/ContentReadingTests/Corpus/.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=$1
shift
[ $# -gt 0 ] || set -- markdown tables front-matter

build=.build-fuzz
tests=Tests/ContentReadingTests
mkdir -p "$build/found"
# SwiftPM takes the package's name from its folder, and `package` declarations are seen under that name alone.
package=$(basename "$PWD" | tr '[:upper:]' '[:lower:]' | tr -c 'a-z0-9\n' _)
instrumented=(-sanitize=fuzzer,address -parse-as-library)

swift build --scratch-path "$build" -c release --target ContentReading -Xcc -fsanitize=address,fuzzer-no-link \
  "${instrumented[@]/#/-Xswiftc=}"
objects=("$build"/release/{Diagnostics,ContentReading,Yams,CYaml}.build/)
swiftc -O -swift-version 6 -package-name "$package" "${instrumented[@]}" -I "$build/release/Modules" \
  -Xcc -fmodule-map-file="$build/checkouts/Yams/Sources/CYaml/include/module.modulemap" \
  -Xcc -fmodule-map-file=Sources/CCMark/module.modulemap -Xcc -fmodule-map-file=Sources/CMarks/module.modulemap \
  -Xcc -fmodule-map-file=Sources/CMemory/module.modulemap \
  Tests/Fuzzing/Fuzzer.swift "$tests/ReadingProperties.swift" "$tests/WordedEvent.swift" $(find "${objects[@]}" -name '*.o') \
  $(pkg-config --libs libcmark) -o "$build/fuzzer"

for kind in "$@"; do
  echo "Fuzzing $kind for $seconds seconds"
  mkdir -p "$build/corpus/$kind"
  # ASan and Swift's backtraces both want the signal of a crash.
  SWIFT_BACKTRACE=enable=no WAYMARK_FUZZ=$kind "$build/fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -max_len=4096 -dict="Tests/Fuzzing/$kind.dict" -artifact_prefix="$build/found/$kind-" -print_final_stats=1 \
    "$build/corpus/$kind" "$tests/Corpus/$kind"
done
