# 4: a byte is taken behind every distance
s/if (p != NULL && is_run(&reloc))/if (p != NULL \&\& dynmachine.strict)/
