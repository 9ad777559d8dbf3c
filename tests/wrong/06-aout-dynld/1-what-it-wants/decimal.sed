# 2: signatures have no zeros in front
s/%08x, the host has %08lx/%x, the host has %lx/
