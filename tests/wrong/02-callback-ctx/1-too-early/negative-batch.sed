# 5: a batch of less than 0 is taken
s/batch >= 1/batch != 0/
