#!/bin/sh
# cage.sh - run the check of one exercise on code that nobody has read, where
# it can do no harm. Called by grade.sh.
#
# Usage:        sh tests/cage.sh probe
#               sh tests/cage.sh KIND TREE.tar FOLDER UID SUBMISSION
#               TREE.tar holds the chapter, FOLDER is the exercise in it
# Exit status:  that of the check; 137 if it had to be killed
#
# The compiler is in the cage, too: it reads the same text. KIND is the best
# that probe finds, which prints it:
#
#   namespaces  root: processes, mounts and network of its own, as user UID
#   user        anybody: the same, but it stays the user who runs it
#   uid         root in a container that may not do that: as user UID
#   limits      the limits alone
#
# In each: limits for time, memory, processes and files; no core, no stdin, an
# empty environment. Whatever is still running afterwards is killed.

# What a check may use: the whole of it, and then each of its processes.
: "${GRADE_SECONDS:=120}"
cpu=60              # seconds
memory=2147483648   # bytes of address space; valgrind wants much
file=67108864       # bytes
disk=400m           # for all files, with namespaces
processes=128
descriptors=256

own='--mount --pid --net --ipc --fork --kill-child --mount-proc'
drop='--no-new-privs --bounding-set=-all --inh-caps=-all'

# as UID COMMAND...: as that user, and as nobody's friend.
as() {
    uid=$1
    shift
    setpriv --reuid="$uid" --regid="$uid" --clear-groups --no-new-privs "$@"
}

probe() {
    root=$([ "$(id -u)" -eq 0 ] && echo root)
    # shellcheck disable=SC2086 # several words
    if [ -n "$root" ] && unshare $own sh -c "mount -t tmpfs none /tmp &&
        setpriv --reuid=65534 --regid=65534 --clear-groups $drop true"; then
        echo namespaces
    elif [ -z "$root" ] && unshare --map-root-user $own sh -c \
        "mount -t tmpfs none /tmp && setpriv $drop true"; then
        echo user
    elif [ -n "$root" ] && as 65534 true; then
        echo uid
    else
        echo limits
    fi 2>/dev/null
}

# check DIRECTORY COMMAND...: the check in this copy of the chapter, started
# by the command, with the limits. Of the environment it gets what it needs.
check() {
    dir=$1
    shift
    # The first to die if the machine runs out of memory.
    (echo 1000 >/proc/self/oom_score_adj) 2>/dev/null
    "$@" prlimit --core=0 --cpu=$cpu --as=$memory --fsize=$file \
        --nproc="$processes" --nofile=$descriptors \
        env -i PATH="$PATH" HOME="$dir/home" TMPDIR="$dir/home" \
        GRADE="$mark" ${CC:+CC="$CC"} ${CFLAGS:+CFLAGS="$CFLAGS"} \
        ${LIMIT:+LIMIT="$LIMIT"} \
        sh "$dir/$folder/check.sh" </dev/null
}

# hide DIRECTORY: nothing of it can be seen in here, unless it has the compiler.
hide() {
    case $(command -v "${CC:-cc}") in "$1"/*) return ;; esac
    case $1 in / | '' | /tmp) return ;; esac # /tmp is new in here anyway
    [ ! -d "$1" ] || mount -t tmpfs -o size=4k,mode=755 none "$1"
}

# inside: the first process of new namespaces; all others die with it. The
# chapter is read-only, but for build/; there is a new /tmp, and all of them
# have an end; the repository, with its solutions, is out of sight.
inside() {
    exec 4<"$tree"
    here=$PWD
    cd / &&
        mount -t tmpfs -o size=$disk,mode=1777,nosuid,nodev none /tmp &&
        mkdir /tmp/grade &&
        mount -t tmpfs -o size=$disk,mode=755,nosuid,nodev none /tmp/grade &&
        tar -xf - -C /tmp/grade --no-same-owner <&4 &&
        mkdir -p "/tmp/grade/${folder%%/*}/build" /tmp/grade/home &&
        mount -o remount,bind,ro,nosuid,nodev none /tmp/grade || exit 125
    exec 4<&-
    for dir in "/tmp/grade/${folder%%/*}/build" /tmp/grade/home; do
        mount -t tmpfs -o size=$disk,mode=755,nosuid,nodev none "$dir" &&
            chown "$uid:$uid" "$dir" || exit 125
    done
    for dir in /var/tmp /dev/shm /run/shm; do
        [ ! -d $dir ] || mount -t tmpfs -o size=16m,mode=1777 none $dir
    done
    hide "$here"
    hide "${submission%/*}" # with the others' submissions
    [ "$kind" = namespaces ] || hide "$HOME"
    ids=
    [ "$kind" = user ] || ids="--reuid=$uid --regid=$uid --clear-groups"
    # shellcheck disable=SC2086 # several words
    check /tmp/grade setpriv $ids $drop
    exit $?
}

# sweep: kills what is left of it; a process cannot fork while it dies.
sweep() {
    if [ "$kind" = uid ]; then
        as "$uid" sh -c 'kill -KILL -1' 2>/dev/null
        return
    fi
    for again in 1 2 3; do
        for process in /proc/[0-9]*; do
            tr '\000' '\n' <"$process/environ" 2>/dev/null |
                grep -qx "GRADE=$mark" && kill -KILL "${process#/proc/}"
        done
    done 2>/dev/null
    : "$again"
}

# outside: without namespaces, in a copy that only build/ and home/ of are its.
outside() {
    copy=${tree%.tar}
    mkdir -p "$copy/home" && chmod 755 "$copy" &&
        tar -xf "$tree" -C "$copy" --no-same-owner &&
        mkdir -p "$copy/${folder%%/*}/build" || exit 125
    if [ "$kind" = uid ]; then
        chown "$uid:$uid" "$copy/home" "$copy/${folder%%/*}/build" || exit 125
        check "$copy" timeout -s KILL "$GRADE_SECONDS" setpriv --reuid="$uid" \
            --regid="$uid" --clear-groups --no-new-privs setsid --wait
    else
        # The limit counts all processes of the user: those that are there, too.
        processes=$((processes + $(find /proc/[0-9]*/task -maxdepth 1 \
            -user "$(id -u)" 2>/dev/null | wc -l)))
        check "$copy" timeout -s KILL "$GRADE_SECONDS" setsid --wait
    fi
    status=$?
    sweep
    rm -rf "$copy"
    exit $status
}

umask 022
kind=$1
tree=${2-}
folder=${3-}
uid=${4-}
submission=${5-}
mark=$uid-$$
case $kind in
probe) probe ;;
inside)
    kind=$6
    [ "$kind" = namespaces ] || uid=0
    inside
    ;;
namespaces | user)
    map=
    [ "$kind" = namespaces ] || map=--map-root-user
    # shellcheck disable=SC2086 # several words
    timeout -s KILL "$GRADE_SECONDS" unshare $map $own \
        sh "$0" inside "$tree" "$folder" "$uid" "$submission" "$kind"
    ;;
uid | limits) outside ;;
esac
