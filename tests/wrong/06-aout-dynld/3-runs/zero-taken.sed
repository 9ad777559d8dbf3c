# 6: a run whose last byte is 0 is taken
s/    if (p\[0\] == 0) {/    if (p[0] == 0 \&\& p == job->end) {/
