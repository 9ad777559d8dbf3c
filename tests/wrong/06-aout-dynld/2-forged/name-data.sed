# 8: the name has to lie in data
s/    return at < obj->size/    return at >= obj->text \&\& at < obj->size/
