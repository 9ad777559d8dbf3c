# 3: a distance that does not fit into one byte has four
s/distance < 0x10000 ? 1 : 2/2/
