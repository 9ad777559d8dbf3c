# 5: a damaged module gives -2
/^int wants/,/^}/s/return -1;/return -2;/
