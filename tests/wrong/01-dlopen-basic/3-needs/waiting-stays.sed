# 8: what was not started stays loaded
s/if (set->members\[i\].state != STARTED)/if (set->members[i].state == FAILED)/
