# 1: save() is told of a byte where there is none
s/from->save(NULL, 0)/from->save(NULL, 1)/
