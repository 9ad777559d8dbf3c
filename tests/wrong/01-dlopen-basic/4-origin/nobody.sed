# 6: a name that is nowhere is an empty text
s/"nowhere"/"%s", ""/
