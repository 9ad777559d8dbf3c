// made_b.c - the other part of the array in made_a.c: variables, where that one
// has constants.

__attribute__((used, section("numbers"))) static int theirs[] = {40, 50};
