# 3: signature 0 is taken, as dynimport() does
s/sym->sig != signature)/(sym->sig != signature \&\& sym->sig != 0))/
