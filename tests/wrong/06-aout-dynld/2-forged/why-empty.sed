# 9: why says nothing
s/            snprintf(why, ERRMAX, "%s", reason);/            why[0] = '\\0';/
