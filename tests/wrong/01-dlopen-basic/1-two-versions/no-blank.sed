# 2: no blank before the unit
s/%\.1f %s/%.1f%s/
