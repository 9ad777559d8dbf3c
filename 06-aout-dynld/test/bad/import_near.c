// import_near.c - the host's variable at a fixed distance, with -fno-pic.

extern int lent_number;
int get(void);

int get(void)
{
    return lent_number;
}
