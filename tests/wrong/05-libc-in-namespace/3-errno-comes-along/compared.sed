# 3: errno has changed if it is another number than before
s/^    \*place = 0;//
s/    if (\*place == 0)/    if (*place == before)/
