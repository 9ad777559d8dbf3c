# 6: the first byte of text is not code
s/offset(obj, function) < obj->text/& \&\& function != obj->base/
