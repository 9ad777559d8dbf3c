# 1: a file of GATE_LIMIT bytes is refused
s/slurp(fd, GATE_LIMIT, /slurp(fd, GATE_LIMIT - 1, /
