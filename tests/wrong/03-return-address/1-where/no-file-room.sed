# 5: "no file" is written whatever room there is
s/snprintf(text, size, "no file")/strcpy(text, "no file")/
