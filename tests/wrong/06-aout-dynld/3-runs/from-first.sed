# 5: the next distance counts from the first word of a run
s/^        \*at += 8;/&/
s/^static bool run(struct job \*job, uvlong \*at, uint more)/static bool run(struct job *job, const uvlong *from, uint more)/
s/^    for (; more > 0; more--) {/    uvlong own = *from, *at = \&own;\n&/
