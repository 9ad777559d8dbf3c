# 2: a namespace for each
s/    if (kind == CROWD_ANY)$/    if (kind == CROWD_ANY \&\& gauge == NULL)/
