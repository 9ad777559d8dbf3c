# 2: the memory for a file that cannot be loaded is not freed
/^struct visit \*visit_open/,/^}/{
/load(&visit->loaded/,/return NULL;/s/        free(visit);//
}
