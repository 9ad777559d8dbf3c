# 3: one instance more is looked at than there are
s/    for (int i = 0; i < n; i++) {/    for (int i = 0; i <= n; i++) {/
