# 3: of a call that does not return, the next instruction
/^void stop/,/^}/s/add(CALLER(), what);/add((const char *)CALLER() + 1, what);/
