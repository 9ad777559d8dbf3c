# 6: the first byte behind text is code
s/(void \*)address, 1, 0, obj->text)/(void *)address, 1, 0, obj->text + 1)/
