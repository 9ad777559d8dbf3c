# shellcheck shell=sh
# copy.sh - work on copies: a test never builds in the reader's own folders.
# Sourced after common.sh, which made $tmp.

: "${tmp:?}"
unset RUN # for the reader's own run; a test sets what it needs

# copy_built CHAPTER: the folder alone, as $copy, with what was built there.
# make builds what is missing, or all of it where the flags are others.
copy_built() {
    rm -rf "$tmp/alone"
    mkdir "$tmp/alone"
    cp -rp "$1" "$tmp/alone/"
    copy=$tmp/alone/$(basename "$1")
}

# copy_out CHAPTER: the same without what was built.
copy_out() {
    copy_built "$1"
    rm -rf "$copy/build"
}

# copy_tree CHAPTER...: the repository with these chapters only, as $tree.
copy_tree() {
    new_tree
    for copied in "$@"; do
        mkdir "$tree/$copied"
        # shellcheck disable=SC2046 # several files, with no blank in a name
        cp -rp $(find "$copied"/* -prune ! -name build) "$tree/$copied"
    done
}

# copy_tree_built CHAPTER...: the same with what was built.
copy_tree_built() {
    new_tree
    cp -rp "$@" "$tree"
}

# new_tree: the same without any chapter.
new_tree() {
    tree=$tmp/tree
    rm -rf "$tree"
    mkdir "$tree"
    cp -rp Makefile README.md LICENSE CITATION.cff CHANGELOG.md .clang-format \
        .ci tests "$tree"
}

# checks_pass WHAT VARIABLE=VALUE...: make check in $copy; on failure its
# complaints. A target other than check comes as TARGET=name. Every build
# counts its checks: none at all is a failure too. VARIANT=1 tells it that the
# chapter is checked where it is, too: what does not depend on how it was built
# need not be checked again. With variant=2, or 3, a build like this one is
# checked as well: what is left out then, that one has shown.
# (-s: a command that make shows may hold any word, as in -Werror.)
checks_pass() {
    what=$1
    shift
    # SKIPPED: a nested run has its own list of skips.
    if SKIPPED='' VARIANT="${variant-1}" \
        make -s -C "$copy" "${target-check}" "$@" \
        >"$tmp/log" 2>&1 </dev/null &&
        grep -q '^ok ' "$tmp/log" && ! grep -q '^not ok ' "$tmp/log"; then
        result yes "$what: $(grep -c '^ok ' "$tmp/log") checks"
    else
        result no "$what"
        grep -v '^ok ' "$tmp/log" |
            grep -E '^(not ok|#|make.*\*\*\*)|error|warning|Bail' |
            head -n 40 | sed 's/^/# /' >&2
    fi
}

# fails_with WHAT TEXT COMMAND...: a test of a test. The command, in $tree, has
# to fail, and to say TEXT.
fails_with() {
    what=$1
    text=$2
    shift 2
    if (cd "$tree" && env SKIPPED= "$@") >"$tmp/log" 2>&1 </dev/null; then
        result no "$what"
        echo '# it passed' >&2
    else
        has "$(cat "$tmp/log")" "$text" "$what"
    fi
}

# need_solutions: a copy that was handed out to students has none. Then there is
# nothing to prove; where all is to be proved, they are missing.
need_solutions() {
    [ -d tests/solutions ] && return
    if [ "${STRICT-}" = 1 ]; then
        result no 'tests/solutions is there'
    else
        absent 'the exercises and their solutions' 'tests/solutions was removed'
    fi
    finish
    exit
}

# each_exercise [valgrind]: two-sided.sh for every exercise, on all processors.
# Each writes a TAP of its own, which is counted in here.
each_exercise() {
    export tmp
    ls -d [0-9][0-9]-*/exercises/[1-9]*-*/ >"$tmp/exercises"
    # shellcheck disable=SC2016 # for that shell
    xargs -P "$(getconf _NPROCESSORS_ONLN)" -I '{}' sh -c '
        out=$tmp/$(echo "$1" | tr / _)
        sh tests/two-sided.sh "$@" >"$out" 2>"$out.err"' two-sided '{}' "$@" \
        <"$tmp/exercises"
    while read -r folder; do
        tap=$tmp/$(echo "$folder" | tr / _)
        while read -r line; do
            case $line in
            'ok '*) result yes "${line#* - }" ;;
            'not ok '*) result no "${line#* - }" ;;
            esac
        done <"$tap"
        cat "$tap.err" >&2
        is "$(grep -c '^1\.\.' "$tap")" 1 "$folder: its tests came to the end"
    done <"$tmp/exercises"
}
