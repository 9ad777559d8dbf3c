// absolute-amd64.c - an address in 32 bits, when compiled with -fno-pic.

const int row[] = {1, 2, 3};
const int *middle(int i);

const int *middle(int i)
{
    return &row[i];
}
