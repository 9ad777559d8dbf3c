# 2: what is mapped is the front of the file
s/fd, at - HEADER);/fd, 0 * at);/
