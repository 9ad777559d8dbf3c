# 3: 0 of the module matches nothing
s/signature == 0 || sym->sig == 0 ||/sym->sig == 0 ||/
