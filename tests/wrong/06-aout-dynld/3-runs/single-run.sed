# 2: a single word is a run
s/(n > 1)/(n > 1 || ld->relocs[i].mode == MODE_BASE)/
s/n > 1 ? MODE_RUN/n > 1 || ld->relocs[i].mode == MODE_BASE ? MODE_RUN/
