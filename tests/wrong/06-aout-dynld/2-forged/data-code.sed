# 6: a function may lie in data
s/offset(obj, function) < obj->text/offset(obj, function) < obj->size/
