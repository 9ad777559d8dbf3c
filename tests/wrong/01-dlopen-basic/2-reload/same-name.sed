# 1: the new file is opened under the name of the old one
s/    loads++;/    loads = 1;/
