"""A solution's own numbers at each node of the network on which it fails, beside the right ones."""
