# 2: what start() returns is not looked at
s/    if (visit->meter->start(seed) != 0)/    if (visit->meter->start(seed) > 0)/
