# 1: the sender is always the first member
s/            return members\[i\]->name;/            return members[0]->name;/
