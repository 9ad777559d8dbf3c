# 1: not one digit behind the point, but as many as there are
s/%\.1f/%.7g/
