# 1: there is room for a state of 64 kB
s/from->save(NULL, 0);/from->save(NULL, 0) < 65536 ? from->save(NULL, 0) : 65536;/
