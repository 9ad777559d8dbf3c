# 2: the second part of the text is written whatever room there is
s/    if (n < size && stays/    if (stays/
s/snprintf(text + n, size - n, "; %s/sprintf(text + n, "; %s/
