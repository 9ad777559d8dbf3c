# 1: the new version begins from nothing
s/bool done = to->restore(state, size);/bool done = to->restore != NULL;/
