# 4: the first bad one ends it
s/failed |= measure(argv\[i\]);/if ((failed = measure(argv[i])) != 0)\n            break;/
