# 8: the parts are stopped in the order in which they were started
s/    while (set->started > 0) {/    for (size_t i = 0; i < set->started; i++) {/
s/set->order\[--set->started\]/set->order[i]/
