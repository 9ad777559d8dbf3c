# 1: the return address, not the call
s/add(CALLER(), what);/add((const char *)CALLER() + 1, what);/
