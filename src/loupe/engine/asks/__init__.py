"""One question of a case: possible answers, clues and weights, as persons hold them."""
