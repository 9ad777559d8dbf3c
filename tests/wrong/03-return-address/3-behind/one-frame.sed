# 2: only who called is looked at
s/    bool end = /    bool end = true || /
