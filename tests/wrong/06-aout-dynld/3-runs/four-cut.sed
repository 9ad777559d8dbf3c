# 6: four bytes of distance are read where there are three
s/    if (length == 2 && left >= 5)/    if (length == 2 \&\& left >= 4)/
