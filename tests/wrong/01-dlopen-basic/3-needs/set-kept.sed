# 8: the set is not freed
# needs: valgrind
/^void set_stop/,$s/    free(set);/    set->count = 0;/
