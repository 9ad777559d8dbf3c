# 5: a name of another file is said not to be its own, whether it has one or not
s/own == NULL || own == found ?/own == found ?/
