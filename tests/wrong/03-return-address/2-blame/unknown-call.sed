# 2: code in no file is a library
s/return WAY_UNKNOWN;/return WAY_LIBRARY;/
