# 6: the number in the name begins again at 50
s/number++ % 100000U/number++ % 50U/
