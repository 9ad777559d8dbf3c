# 7: its own file is not counted
s/    return count;/    return count - 1;/
