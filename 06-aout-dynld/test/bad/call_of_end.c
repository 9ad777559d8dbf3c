// call_of_end.c - a function that is called as the end of the image is.

int end(int x);
int call(int x);

int call(int x)
{
    return end(x) + 1;
}
