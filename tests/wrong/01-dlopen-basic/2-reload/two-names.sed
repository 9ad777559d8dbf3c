# 3: two spellings in turn
s/    loads++;/    loads = 2 + !(loads % 2);/
