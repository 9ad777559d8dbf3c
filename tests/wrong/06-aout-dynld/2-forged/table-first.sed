# 7: a table at the first byte of data is refused
s/at >= obj->text/at > obj->text/
