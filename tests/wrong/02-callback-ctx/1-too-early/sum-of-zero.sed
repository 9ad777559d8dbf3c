# 2: a sum of 0 counts as nothing
s/instance->count == 0/instance->sum == 0/
