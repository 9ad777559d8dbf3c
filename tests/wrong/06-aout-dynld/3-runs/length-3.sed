# 6: a length of 3 is taken for one of 2
s/    if (length == 2 && left >= 5)/    if (length >= 2 \&\& left >= 5)/
