// print.c - say in C what a type is.
//
// C writes types around the name: int (*name)(char). What stands left of the
// name is printed first, from the inside out, then what stands to its right.
// So there are two functions, left() and right(), that follow the same chain.

#include "print.h"

#define DEPTH 50  // of what is printed inside of one another

static bool left(struct printer *printer, struct type type, int indent);
static void right(struct printer *printer, struct type type, int indent);

// A step for each character: a file may have long names, and say them often.
void print_name(struct printer *printer, const char *name)
{
    for (; *name != '\0' && step(printer->steps); name++)
        fputc((unsigned char)*name < ' ' || *name == 127 ? '?' : *name,
              printer->file);
}

static void print_indent(struct printer *printer, int indent)
{
    fprintf(printer->file, "%*s", 4 * indent, "");
}

// One level deeper. Returns false if that is too deep.
static bool enter(struct printer *printer)
{
    if (printer->depth == DEPTH)
        step_fail(printer->steps, "its type is nested too deeply");
    if (!step(printer->steps))
        return false;
    printer->depth++;
    return true;
}

void print_declaration(struct printer *printer, struct type type,
                       const char *name, int indent)
{
    if (!enter(printer))
        return;
    bool blank = left(printer, type, indent);
    if (name != NULL) {
        fputs(blank ? " " : "", printer->file);
        print_name(printer, name);
    }
    right(printer, type, indent);
    printer->depth--;
}

static void print_members(struct printer *printer, struct type type, int indent)
{
    struct parts parts = type_parts(type);
    const struct die *die;
    fputs("{\n", printer->file);
    while (step(printer->steps)) {
        struct type member = type_next(&parts, &die);
        if (member.kind == TYPE_NONE)
            break;
        print_indent(printer, indent + 1);
        print_declaration(printer, member, die->name, indent + 1);
        if (die->bit_field)
            fprintf(printer->file, " : %llu", (unsigned long long)die->bits);
        fputs(";\n", printer->file);
    }
    print_indent(printer, indent);
    fputs("}", printer->file);
}

// It is to be printed too, if it is not already.
static void mention(struct printer *printer, struct type type)
{
    if (printer->structs == NULL)
        return;
    for (size_t i = 0; i < printer->nstructs; i++)
        if (printer->structs[i].die == type.die || !step(printer->steps))
            return;
    printer->structs[printer->nstructs++] = type;
}

void print_tag(struct printer *printer, struct type type)
{
    fputs(type.kind == TYPE_UNION ? "union" : "struct", printer->file);
    if (type.die->name == NULL)
        return;
    fputs(" ", printer->file);
    print_name(printer, type.die->name);
}

static void print_struct(struct printer *printer, struct type type, int indent)
{
    print_tag(printer, type);
    if (type.die->name != NULL)
        mention(printer, type);
    else {
        fputs(" ", printer->file);
        print_members(printer, type, indent);
    }
}

static void print_parameters(struct printer *printer, struct type type,
                             int indent)
{
    struct parts parts = type_parts(type);
    const char *between = "";
    fputs("(", printer->file);
    while (step(printer->steps)) {
        struct type parameter = type_next(&parts, NULL);
        if (parameter.kind == TYPE_NONE)
            break;
        fputs(between, printer->file);
        print_declaration(printer, parameter, NULL, indent);
        between = parameter.kind == TYPE_OLD ? "" : ", ";
    }
    fputs(")", printer->file);
}

// Does a pointer to it need parentheses?
static bool binds_first(struct type type)
{
    return type.kind == TYPE_ARRAY || type.kind == TYPE_FUNCTION;
}

// What stands to the left of the name. Returns whether a blank is needed
// between it and what follows.
static bool left(struct printer *printer, struct type type, int indent)
{
    bool blank = true;
    if (!enter(printer))
        return false;
    if (type.kind == TYPE_POINTER) {
        struct type inner = type_inner(type);
        if (left(printer, inner, indent))
            fputs(" ", printer->file);
        fputs(binds_first(inner) ? "(*" : "*", printer->file);
        blank = false;
    } else if (binds_first(type)) {
        blank = left(printer, type_inner(type), indent);
    } else if (type.kind == TYPE_STRUCT || type.kind == TYPE_UNION) {
        print_struct(printer, type, indent);
    } else {
        print_name(printer, type_name(type));
    }
    printer->depth--;
    return blank;
}

// What stands to its right.
static void right(struct printer *printer, struct type type, int indent)
{
    if (!enter(printer))
        return;
    if (type.kind == TYPE_POINTER && binds_first(type_inner(type))) {
        fputs(")", printer->file);
    } else if (type.kind == TYPE_ARRAY && type_count(type) == 0) {
        fputs("[]", printer->file);
    } else if (type.kind == TYPE_ARRAY) {
        fprintf(printer->file, "[%llu]", (unsigned long long)type_count(type));
    } else if (type.kind == TYPE_FUNCTION) {
        print_parameters(printer, type, indent);
    }
    if (binds_first(type) || type.kind == TYPE_POINTER)
        right(printer, type_inner(type), indent);
    printer->depth--;
}

void print_structs(struct printer *printer)
{
    for (size_t i = 0; i < printer->nstructs && step(printer->steps); i++) {
        struct type type = printer->structs[i];
        fputs("\n", printer->file);
        print_tag(printer, type);
        if (type.die->declaration) {
            fputs(";  // not known here\n", printer->file);
        } else {
            fputs(" ", printer->file);
            print_members(printer, type, 0);
            fputs(";\n", printer->file);
        }
    }
}
