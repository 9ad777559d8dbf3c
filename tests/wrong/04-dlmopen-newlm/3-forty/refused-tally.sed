# 7: the copy of libtally.so stays loaded, if there is no gauge
/^    unload(&member->tally);/d
