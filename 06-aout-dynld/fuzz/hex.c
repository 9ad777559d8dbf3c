// hex.c - files of bytes that are written down as text.

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/hex.h"

#define ROOM (1 << 20)

static int digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c == '\0' ? NULL : strchr(digits, c);
    return at == NULL ? -1 : (int)(at - digits);
}

// "* 4096" behind a byte: so many in all. Returns where it ends, or NULL.
static const char *repeat(const char *text, uint8_t *out, size_t *n)
{
    char *end;
    unsigned long times = strtoul(text + 1, &end, 10);
    if (end == text + 1 || times == 0 || times > ROOM - *n || *n == 0)
        return NULL;
    memset(out + *n, out[*n - 1], times - 1);
    *n += times - 1;
    return end;
}

static const char *parse(const char *text, uint8_t *out, size_t *n)
{
    while (*text != '\0') {
        if (*text == '#') {
            text += strcspn(text, "\n");
        } else if (isspace((unsigned char)*text)) {
            text++;
        } else if (*text == '*') {
            text = repeat(text, out, n);
            if (text == NULL)
                return "what is to be repeated, and how often?";
        } else {
            if (digit(text[0]) < 0 || digit(text[1]) < 0 || *n == ROOM)
                return "not a byte in two hexadecimal digits";
            out[(*n)++] = (uint8_t)(digit(text[0]) << 4 | digit(text[1]));
            text += 2;
        }
    }
    return NULL;
}

const char *hex_read(uint8_t **bytes, size_t *size)
{
    char *text = malloc(*size + 1);
    uint8_t *out = malloc(ROOM);
    const char *wrong = "out of memory";
    size_t n = 0;
    if (text != NULL && out != NULL) {
        memcpy(text, *bytes, *size);
        text[*size] = '\0';
        wrong = parse(text, out, &n);
    }
    free(text);
    if (wrong != NULL) {
        free(out);
        return wrong;
    }
    free(*bytes);
    *bytes = out;
    *size = n;
    return NULL;
}
