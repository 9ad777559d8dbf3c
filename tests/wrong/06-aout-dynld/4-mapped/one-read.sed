# 3: read() is called once
s/^    while (n > 0) {/    if (n > 0) {/
