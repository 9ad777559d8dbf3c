# 8: it is not asked whether there is a state
s/^    if (state == NULL) {/    if (seat == NULL) {/
