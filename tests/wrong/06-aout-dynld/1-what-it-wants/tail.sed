# 4: what is behind the section is damage
s/size > c->left)/size != c->left)/
