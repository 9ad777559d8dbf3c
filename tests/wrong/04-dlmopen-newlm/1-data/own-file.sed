# 2: only the instance's own file is looked at
/linkmap_of_handle(list\[i\].handle)) == space)/s/if (/if (n < 0 \&\& /
