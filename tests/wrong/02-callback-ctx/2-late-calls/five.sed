# 1: the last callback is never taken
/^bool pool_take/,/^}/s/i < POOL_SIZE/i < POOL_SIZE - 1/
