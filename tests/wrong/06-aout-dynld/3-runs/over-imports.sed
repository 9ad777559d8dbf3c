# 2: a run may begin with an import
s/reloc->mode == MODE_BASE &&$/(reloc->mode == MODE_BASE || reloc->mode != MODE_RUN) \&\&/
