# 6: a file that is no part ends it
s/            add(set, new, paths\[i\], complain);/&\n        else\n            break;/
