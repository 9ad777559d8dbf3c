# 1: more than 1024 imports are refused
s/    for (uint i = 0; i < n; i++) {/    if (n > 1024)\
        return -1;\
&/
