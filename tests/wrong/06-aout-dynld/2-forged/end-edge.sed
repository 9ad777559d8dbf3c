# 6: the first byte behind text is code
s/offset(obj, function) < obj->text/offset(obj, function) <= obj->text/
