"""`python -m backprop watch`: a place to work in, with the first failure on the screen and keys in its last line."""
