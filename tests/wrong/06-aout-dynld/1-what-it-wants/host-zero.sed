# 3: 0 of the host matches nothing
s/signature == 0 || sym->sig == 0 ||/signature == 0 ||/
