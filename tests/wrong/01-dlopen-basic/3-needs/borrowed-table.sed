# 6: the table of a library that the file needs is taken
s/own_symbol(/dlsym(/
