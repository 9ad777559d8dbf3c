# 4: a good one makes up for a bad one
s/failed |= measure/failed = measure/
