# 2: the last place is never given out
s/i < CROWD_MAX; i++) {/i < CROWD_MAX - 1; i++) {/
