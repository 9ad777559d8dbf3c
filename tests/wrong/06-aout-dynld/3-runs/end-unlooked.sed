# 6: that the section ends before the last byte is not seen
s/    if (p == job->end) {/    if (p > job->end) {/
