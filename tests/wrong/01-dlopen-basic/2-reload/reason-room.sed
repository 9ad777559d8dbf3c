# 3: the reason is written whatever room there is
s/snprintf(text, size, "%s: not a tally/sprintf(text, "%s: not a tally/
