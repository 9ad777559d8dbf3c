# 1: the offset has zeros in front
s/+0x%zx/+0x%04zx/
