# 1: the offset in capital letters
s/%zx/%zX/
