# 7: the walk goes on through the program
s/ || map == linkmap_of_address(known);/;/
