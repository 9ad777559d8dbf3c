# 8: the name has to lie in data
s/if (!lies_in(obj, name, 1, 0, obj->size))/if (!lies_in(obj, name, 1, obj->text, obj->size))/
