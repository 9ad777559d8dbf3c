# 1: the host's own lines are flushed at the end
/^    fflush(NULL);/d
