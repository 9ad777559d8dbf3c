# 6: max is ignored
s/    if (found < room) {/    if (found < 32 || found < room) {/
