# 6: a function may lie in data
s/(void \*)address, 1, 0, obj->text)/(void *)address, 1, 0, obj->size)/
