# expect.awk - what has to happen to the parts of a plan.
#
# Reads lines "abi name number yes|no need...", a part each, the usable ones
# only. Prints what the parts print, or with -v complaints=1 the complaints.

{
    name[NR] = $2
    number[$2] = $3
    can[$2] = $4
    count[$2] = NF - 4
    for (i = 5; i <= NF; i++)
        need[$2, i - 5] = $i
}

# The first need that is not started, or "".
function lacks(p,   i) {
    for (i = 0; i < count[p]; i++)
        if (!(need[p, i] in started))
            return need[p, i]
    return ""
}

function work(p,   i, sum) {
    sum = number[p]
    for (i = 0; i < count[p]; i++)
        sum += work(need[p, i])
    return sum
}

# Which of the parts that can be started next comes first? "" if none can.
function next_one(   i, best) {
    best = ""
    for (i = 1; i <= NR; i++)
        if (!(name[i] in started) && !(name[i] in failed) &&
            lacks(name[i]) == "" && (best == "" || name[i] "" < best ""))
            best = name[i]
    return best
}

# Does the way along needs lead from p to goal, in at most left steps?
function leads(p, goal, left,   i) {
    if (p == goal)
        return 1
    for (i = 0; i < count[p] && left > 0; i++)
        if (leads(need[p, i], goal, left - 1))
            return 1
    return 0
}

# The need of p from which the way leads back to p, or "".
function onward(p,   i) {
    for (i = 0; i < count[p]; i++)
        if (leads(need[p, i], p, NR))
            return need[p, i]
    return ""
}

# Each circle is told by its first member.
function circle(p,   at, text) {
    text = "circle: " p
    at = p
    do {
        at = onward(at)
        text = text " -> " at
        if (at "" < p "")
            return
    } while (at != p)
    print text
}

function complain(p,   what) {
    if (p in failed)
        print p ": cannot start"
    else if (onward(p) != "")
        circle(p)
    else {
        what = lacks(p) in number ? "was not started" : "is not there"
        print p ": needs " lacks(p) ", which " what
    }
}

END {
    while ((p = next_one()) != "") {
        if (can[p] != "yes") {
            failed[p] = 1
            out = out p " cannot start\n"
            continue
        }
        started[p] = 1
        order[++n] = p
        out = out "start " p ": " work(p) "\n"
    }
    out = out "loaded: " n "\n"
    for (i = n; i > 0; i--)
        out = out "stop " order[i] ": " work(order[i]) "\n"
    if (!complaints)
        printf "%sin the end: 0\n", out
    for (i = 1; complaints && i <= NR; i++)
        if (!(name[i] in started))
            complain(name[i])
}
