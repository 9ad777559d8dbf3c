# 4: two copies have one name, so they share a libtally.so
s/snprintf(name, sizeof name, NUMBERED, number++ % 100000U);/snprintf(name, sizeof name, NUMBERED, number++ \/ 2 % 100000U);/
