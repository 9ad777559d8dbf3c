# 1: bss is passed over, too
s/(uvlong)text + data + syms/(uvlong)text + data + bss + syms/
