# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-film.sh - the film of a load: that its frames are the load's, and its
# numbers and lines true. Sourced by check.sh.

run build/film -o "$tmp/film.html" build/drivers/thermometer.mod
is "$status/$err" 0/ 'the film of a driver: each frame is as the image is'
printf '%s\n' "$out" >"$tmp/film"

# The dumper shares no code with the loader: where, which mode, which import.
run build/aoutdump build/drivers/thermometer.mod
printf '%s\n' "$out" | awk '/^relocations/ { on = 1; next }
    on && $1 ~ /^\+/ { print $1, $3, $5 }' >"$tmp/dumped"
# Mode 0: what was added has to be the same each time, the image's address.
awk '/^ *[0-9]+  relocation/ { mode = $NF }
    $1 == "image:" { sub(/,$/, "", $2); base = $2 }
    /^    \+0x.* -> / {
        sub(/:$/, "", $1); sub(/,$/, "", $4)
        print $1, mode, mode == 0 ? "+" $2 : $5, base, $2, $4
    }' "$tmp/film" >"$tmp/filmed"
is "$(cut -d ' ' -f 1-3 "$tmp/filmed")" "$(cat "$tmp/dumped")" \
    '... it has the relocations that the dumper finds'
while read -r _ mode _ base before after; do
    [ "$mode" != 0 ] || [ $((base + before)) -eq $((after)) ] ||
        echo "$base + $before is not $after"
done <"$tmp/filmed" >"$tmp/wrong"
is "$(cat "$tmp/wrong")" '' '... and their sums are right'

# Each line that is shown stands where it says.
sed -n 's/^    \([a-z]*\/[a-z0-9]*\.c\):\([0-9]*\): \(.*\)/\1 \2 \3/p' \
    "$tmp/film" | sort -u >"$tmp/lines"
while read -r file n text; do
    [ "$(sed -n "${n}s/^ *//p" "$file")" = "$text" ] || echo "$file:$n: $text"
done <"$tmp/lines" >"$tmp/wrong"
is "$(cat "$tmp/wrong")" '' '... the lines of the loader are at their places'
is "$(cut -d / -f 1 "$tmp/lines" | sort -u | tr '\n' ' ')" 'first loader ' \
    '... and those of the first loader'

frames=$(grep -c '^ *[0-9][0-9]*  ' "$tmp/film")
is "$(grep -c '<section class="frame' "$tmp/film.html")" "$frames" \
    '... as a page it has as many frames'
is "$(grep -c '<section class="frame paper"' "$tmp/film.html")" 4 \
    '... four of them for paper'
number='[0-9a-fx]*'
is "$(sed -n "s/.*+$number<.th><td>\($number\)<.td><td>\($number\)<.*/\1 \2/p" \
    "$tmp/film.html")" "$(awk '$2 == 0 { print $5, $6 }' "$tmp/filmed")" \
    '... and the same numbers'

head -c 4200 build/drivers/thermometer.mod >"$tmp/cut.mod"
run build/film "$tmp/cut.mod"
is "$status/$(printf '%s\n' "$out" | sed -n 's/^ [0-9]  //p' | tail -n 2)" \
    '1/map memory for the image
refused: nothing of it is left' 'a module that is refused: the frames end there'
# Its text is longer than the file (the header says so, and twice where the
# export table is): there are no pages to be shown.
for at in 4 20 36; do
    printf '\0\0\077\330' |
        dd of="$tmp/cut.mod" bs=1 seek=$at conv=notrunc 2>/dev/null
done
run build/film -o "$tmp/cut.html" "$tmp/cut.mod"
starts "$status/$err" "1/film: $tmp/cut.mod: error reading object file: " \
    '... one whose text is longer than the file, too'
run build/film "$tmp/none"
is "$status/$err" "1/film: $tmp/none: cannot read" 'film: a missing file'
run build/film -o /dev/full build/drivers/thermometer.mod
is "$status/$err" '1/film: /dev/full: cannot write' '... a full disk'
run build/film
is "$status/$err" '2/usage: film [-o FILE.html] MODULE' '... usage'
