# 2: the reason is in other words
s/"wrong meter ABI"/"wrong ABI"/
