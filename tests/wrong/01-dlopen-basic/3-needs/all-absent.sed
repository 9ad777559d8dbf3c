# 3: a need that was not started is said not to be there
s/find(set, need) == NULL ? "is not there" : "was not started"/"is not there"/
