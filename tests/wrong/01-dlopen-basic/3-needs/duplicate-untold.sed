# 7: the complaint is of the name, not of the file
s/"%s: there is a %s already", path,/"%s: there is a %s already", path + 1,/
