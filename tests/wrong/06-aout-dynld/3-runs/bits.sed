# 6: bits 5-4 of a run may be anything
s/    if ((reloc->kind & 0x30) != 0)/    if ((reloc->kind \& 0x30) != 0 \&\& !is_run(reloc))/
