#!/bin/sh
# fuzz.sh - run every fuzz target for a time, and say what was found.
#
# Usage:        sh fuzz/fuzz.sh SECONDS [FOLDER]
#               SECONDS for each target, one after the other. FOLDER has the
#               programs that libFuzzer was linked into; a target that is not in
#               there runs with the mutator of our own.
#               TARGETS="elf dwarf": these only. SEED=1: of our own mutator; if
#               it is not set, another one each time. PATIENCE=10: the seconds
#               that one input may take.
# Exit status:  0 nothing was found, 1 something was, 2 usage.
#
# `make fuzz SECONDS=600` builds what it needs and runs it.

LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/.." || exit 1
seconds=${1:-0}
folder=${2-}
if [ "$seconds" -le 0 ] 2>/dev/null || [ $# -gt 2 ]; then
    echo 'usage: fuzz/fuzz.sh SECONDS [FOLDER]' >&2
    exit 2
fi

targets=${TARGETS-loader dumper elf archive shared dwarf debug loader-386}
findings=build/fuzz/findings
log=build/fuzz/log
seed=${SEED-$(date +%s)}
patience=${PATIENCE-10}
all=0
mkdir -p $findings $log

# number PATTERN: the last number behind it in the log.
number() {
    sed -n "s/.*$1 *\([0-9][0-9]*\).*/\1/p" "$log/$target" | tail -n 1
}

# Each returns at the end of its time, or with a finding. $done: inputs run.
libfuzzer() {
    mkdir -p "build/fuzz/corpus/$target"
    "$folder/$target" -max_total_time="$left" -timeout="$patience" \
        -rss_limit_mb=2000 -print_final_stats=1 \
        -artifact_prefix="$findings/$target-" "build/fuzz/corpus/$target" \
        "build/fuzz/seeds/$target" >"$log/$target" 2>&1
    status=$?
    done=$(number 'stat::number_of_executed_units:')
}

ours() {
    # shellcheck disable=SC2086 # a word, or none
    $start "$program" -s "$seed" -n "$executions" -t "$left" -p "$patience" \
        >"$log/$target" 2>&1
    status=$?
    if [ "$status" -eq 0 ]; then
        done=$(number 'files,')
    else
        last=$(number ' -n')
        done=$((${last:-0} + 1 - executions))
    fi
}

printf '%-12s%-12s%12s%12s\n' target with inputs findings
for target in $targets; do
    program=build/fuzz/$target
    start=
    if [ "$target" = loader-386 ]; then
        program=build/386/fuzz/$target
        start=$(cat build/386/start)
    fi
    with=ours
    [ -z "$folder" ] || [ ! -x "$folder/$target" ] || with=libfuzzer
    if [ ! -x "$program" ]; then
        printf '%-12snot built: no 32-bit programs here\n' "$target"
        continue
    fi

    found=0
    executions=0
    end=$(($(date +%s) + seconds))
    left=$seconds
    while [ "$left" -gt 0 ] && [ "$found" -lt 10 ]; do
        done=0
        $with
        executions=$((executions + ${done:-0}))
        if [ "$status" -ne 0 ]; then
            found=$((found + 1))
            cp "$log/$target" "$log/$target-$found"
        fi
        left=$((end - $(date +%s)))
    done
    printf '%-12s%-12s%12d%12d\n' "$target" "$with" $executions $found
    [ $found -eq 0 ] || sed -n 's/^/    /; /found with\|again:\|written to/p' \
        "$log/$target"-[0-9]*
    all=$((all + found))
done
[ $all -eq 0 ]
