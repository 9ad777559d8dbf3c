# 4: of the number of symbols the last two bytes are read alone
s/(uvlong)big4(file + 16)/(uvlong)(big4(file + 16) \& 0xffff)/
