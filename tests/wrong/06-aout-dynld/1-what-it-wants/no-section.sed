# 5: imports may go on behind their section
s/^    c->left = size;//
