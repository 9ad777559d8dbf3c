# 2: a file above GATE_LIMIT is let in
s/slurp(fd, GATE_LIMIT, /slurp(fd, 2 * GATE_LIMIT, /
