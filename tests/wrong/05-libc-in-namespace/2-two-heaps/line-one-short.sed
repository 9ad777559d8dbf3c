# 4: the block may be one byte too small
s/\*size < need/*size + 1 < need/
