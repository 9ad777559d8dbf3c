# 4: whatever lies in the program is each()
s/    if (caller == site)/    if (caller == site + 1)/
s/static const void \*site;/static const char *site;/
