# 2: whatever is not the program is the plugin
s/return base == base_of(&list) ? WAY_EACH : WAY_LIBRARY;/return base == base_of(\&list) ? WAY_EACH : WAY_CALL;/
