# 5: dlsym() finds the table of a library that the file needs
s/own_symbol(/dlsym(/
