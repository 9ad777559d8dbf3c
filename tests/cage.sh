#!/bin/sh
# cage.sh - run the check of one exercise on code that nobody has read, where
# it can do no harm. Called by grade.sh; and, as a copy, by exercise.sh.
#
# Usage:        sh tests/cage.sh room
#               sh tests/cage.sh probe [UID]
#               sh tests/cage.sh check TREE.tar FOLDER [UID]
#               sh cage.sh build|run COMMAND...
# Exit status:  room: 1 where its caller is allowed less than a check may use;
#               probe: 1 after saying why it does not work here; check: that of
#               the check, 137 if it had to be stopped, and TREE.why says why;
#               build, run: that of the command
#
# The check is a shell script of ours, and is not in the cage: it knows what is
# wanted. What it has to do with the code goes through the cage, each time a new
# one: the compiler (build), which reads the exercise and writes in build/; and
# each program that is tried (run), which sees what was built, without what the
# check hides, and writes in build/exercises/NAME/run.
#
# The cage is bubblewrap's: of the machine there are /usr and a few files of
# /etc, read-only; /proc, /dev, /tmp are new; no network, no other process, no
# terminal, no privilege, no user namespace inside; all of it dies with the one
# who called. CAGE=none does without; then the rest still holds:
#
# The check and the cages have limits for time, processes, files, and memory,
# each and all together (a cgroup for root, else counted); they run as the user
# UID, who is nobody else, if root asks for it.

# What a check may use: the whole of it, and then each of its processes.
: "${GRADE_SECONDS:=120}"
all_memory=2147483648 # bytes
all_files=409600      # KiB
number_of_files=5000
cpu=60            # seconds
memory=2147483648 # bytes of address space; valgrind wants much
file=67108864     # bytes
processes=128
descriptors=256

# as UID COMMAND...: as that user, and as nobody's friend.
as() {
    user=$1
    shift
    setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs "$@"
}

# room: a limit of the grader's own would be the submission's, too, and cost it
# points. Says which are too low, as the shell's ulimit names them.
room() {
    for limit in "-t cpu $cpu 1" "-v as $memory 1024" "-f fsize $file 512" \
        "-n nofile $descriptors 1" "-u nproc $processes 1"; do
        # shellcheck disable=SC2086 # four words
        set -- $limit
        has=$(prlimit "--$2" --noheadings --raw --output HARD 2>/dev/null)
        [ "$has" != unlimited ] || continue
        [ "${has:-0}" -ge "$3" ] || echo "grade: ulimit $1 is" \
            "$((${has:-0} / $4)) here: a check may use $(($3 / $4)): raise it"
    done
}

# system: what the cage is, and what a compiler and a program need of this
# machine, as options in $options. (No name in there has a blank.)
system() {
    options='--unshare-user --unshare-pid --unshare-net --unshare-ipc'
    options="$options --unshare-uts --unshare-cgroup-try --new-session"
    options="$options --die-with-parent --cap-drop ALL"
    size=
    help=$(bwrap --help 2>&1)
    case $help in
    *--disable-userns*) options="$options --disable-userns" ;;
    esac
    case $help in *--size*) size='--size 67108864' ;; esac
    options="$options --ro-bind /usr /usr"
    for dir in /bin /sbin /lib /lib32 /lib64 /libx32; do
        if [ -L $dir ]; then
            options="$options --symlink $(readlink $dir) $dir"
        elif [ -d $dir ]; then
            options="$options --ro-bind $dir $dir"
        fi
    done
    for name in ld.so.cache ld.so.conf ld.so.conf.d alternatives; do
        options="$options --ro-bind-try /etc/$name /etc/$name"
    done
    options="$options --proc /proc --dev /dev"
    options="$options $size --tmpfs /dev/shm --remount-ro /dev $size"
    options="$options --tmpfs /tmp --setenv TMPDIR /tmp --setenv HOME /tmp"
}

# cage OPTION... -- COMMAND...: becomes it, in a new cage.
cage() {
    # shellcheck disable=SC2086 # several words
    exec bwrap $options "$@"
}

# probe [UID]: in a shell that may end.
probe() {
    command -v bwrap >/dev/null || {
        echo 'bubblewrap (bwrap) is missing: make deps ALL=1 installs it'
        exit 1
    }
    for tool in prlimit setpriv; do
        command -v $tool >/dev/null && continue
        echo "$tool is missing: install util-linux"
        exit 1
    done
    if [ -n "${1-}" ]; then
        said=$(as "$1" sh "$0" try 2>&1) && exit
    else
        said=$(sh "$0" try 2>&1) && exit
    fi
    echo "${said:-bwrap does not work}" | head -n 1
    exit 1
}

# hide: over each file of $try_hides, one a line, lies an empty one. Not if the
# command is one of them: the check trusts it. The options are in front of the
# words that are there.
hide() {
    empty=$GRADE_COPY/empty
    wanted=
    while read -r name; do
        [ ! -f "$name" ] || wanted="$wanted --ro-bind $empty $PWD/$name"
    done <<END
${try_hides-}
END
}

# build COMMAND...: the chapter is there, read-only, but for build/.
build() {
    hide
    # shellcheck disable=SC2086 # several words; GRADE_COPY has no blank
    cage --ro-bind "$chapter" "$chapter" --bind "$chapter/build" \
        "$chapter/build" $wanted --remount-ro / --chdir "$PWD" -- "$@"
}

# run COMMAND...: of the chapter only what was built for this exercise is there.
run() {
    built=$chapter/build/exercises/${PWD##*/}
    hide
    for word; do
        case "
${try_hides-}" in *"
$word
"*) wanted= ;; esac
        case $word in *=* | env) ;; *) break ;; esac
    done
    # shellcheck disable=SC2086
    cage --dir "$PWD" --ro-bind "$built" "$built" --bind "$built/run" \
        "$built/run" $wanted --remount-ro / --chdir "$PWD" -- "$@"
}

# family PID: the processes that it has started, and they, each with the KiB of
# memory that it uses. (A process can have a line's end in its name.)
family() {
    grep -H '' /proc/[0-9]*/stat 2>/dev/null | awk -v top="$1" \
        -v page=$(($(getconf PAGESIZE) / 1024)) '
        !/\) / { next }
        {
            pid = substr($0, 7) + 0
            sub(/^.*\) /, "")
            parent[pid] = $2
            used[pid] = $22 * page
        }
        END {
            for (pid in parent) {
                for (p = pid; p > 1 && p != top; p = parent[p]) ;
                if (p == top) print pid, used[pid]
            }
        }'
}

# too_much JUDGE: says what the check uses too much of.
too_much() {
    if [ $(($(date +%s) - begun)) -ge "$GRADE_SECONDS" ]; then
        echo "the check did not end in $GRADE_SECONDS s"
    elif [ -z "$group" ] && family "$1" | awk -v most=$all_memory \
        '{ sum += $2 } END { exit sum * 1024 < most }'; then
        echo 'it used too much memory'
    else
        du -ak "$copy" 2>/dev/null | awk -v most=$all_files \
            -v number=$number_of_files 'END {
                if ($1 > most || NR > number) print "it wrote too much" }'
    fi
}

# stop JUDGE: kills it, and what it has started. A cage dies with its starter.
stop() {
    if [ -n "$uid" ]; then
        as "$uid" sh -c 'kill -KILL -1'
    else
        family "$1" | sort -n | while read -r pid _; do
            kill -KILL "$pid"
        done
    fi 2>/dev/null
}

# watch JUDGE: until it ends.
watch() {
    begun=$(date +%s)
    while kill -0 "$1" 2>/dev/null; do
        why=$(too_much "$1")
        if [ -n "$why" ]; then
            echo "$why" >"$tree.why"
            stop "$1"
            return
        fi
        sleep 0.5
    done
}

# new_group: a cgroup with the limit of memory, where root can have one.
new_group() {
    for place in /sys/fs/cgroup /sys/fs/cgroup/memory; do
        group=$place/grade.$$
        mkdir "$group" || continue
        for limit in memory.max memory.limit_in_bytes; do
            [ ! -e "$group/$limit" ] ||
                ! echo $all_memory >"$group/$limit" || return 0
        done
        rmdir "$group"
    done 2>/dev/null
    group=
}

# check: in a copy of the chapter in which only build/ is to be written.
check() {
    copy=${tree%.tar}
    mkdir -p "$copy/own" && tar -xf "$tree" -C "$copy" --no-same-owner &&
        mkdir -p "$copy/${folder%%/*}/build" && cp "$0" "$copy/cage.sh" &&
        : >"$copy/empty" && touch -t 200001010000 "$copy/empty" &&
        chmod -R a+rX "$copy" || exit 125
    [ -z "$uid" ] || chown "$uid:$uid" "$copy/own" \
        "$copy/${folder%%/*}/build" || exit 125
    group=
    [ -z "$uid" ] || new_group
    # The limit counts all processes of the user: those that are there, too.
    [ -n "$uid" ] || processes=$((processes + $(find /proc/[0-9]*/task \
        -maxdepth 1 -user "$(id -u)" 2>/dev/null | wc -l)))
    options=
    [ "${CAGE-}" = none ] || system
    judge &
    judge=$!
    watch $judge &
    watcher=$!
    wait $judge
    status=$?
    kill $watcher 2>/dev/null
    wait
    [ -z "$uid" ] || stop
    if [ -n "$group" ]; then
        for _ in $(seq 100); do # they may be long in dying
            rmdir "$group" 2>/dev/null && break
            sleep 0.2
        done
    fi
    chmod -R u+rwX "$copy" 2>/dev/null
    rm -rf "$copy"
    exit $status
}

# judge: becomes the check, with the limits. Of the environment it gets what it
# needs, and nothing that would change a result.
judge() {
    # The first to die if the machine runs out of memory.
    (echo 1000 >/proc/self/oom_score_adj) 2>/dev/null
    [ -z "$group" ] || echo 0 >"$group/cgroup.procs"
    set -- prlimit --core=0 --cpu=$cpu --as=$memory --fsize=$file \
        --nproc="$processes" --nofile=$descriptors \
        env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$copy/own" \
        TMPDIR="$copy/own" GRADE_COPY="$copy" ${LIMIT:+LIMIT="$LIMIT"} \
        ${options:+GRADE_CAGE="$copy/cage.sh"} GRADE_OPTIONS="$options" \
        sh "$copy/$folder/check.sh"
    if [ -n "$uid" ]; then
        as "$uid" "$@" </dev/null
    else
        "$@" </dev/null
    fi
}

umask 022
case $1 in
room)
    low=$(room)
    [ -z "$low" ] || {
        echo "$low" >&2
        exit 1
    }
    ;;
probe) probe "${2-}" ;;
try)
    system
    cage --remount-ro / -- true
    ;;
check)
    tree=$2
    folder=$3
    uid=${4-}
    check
    ;;
build | run)
    kind=$1
    shift
    options=$GRADE_OPTIONS
    chapter=${PWD%/exercises/*}
    "$kind" "$@"
    ;;
esac
