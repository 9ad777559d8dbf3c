# 5: sizes are added up in 32 bits
s/(uvlong)text + data/text + data/
