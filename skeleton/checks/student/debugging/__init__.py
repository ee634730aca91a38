"""From a failed check into one's own code: the question as it is pasted, run, or stopped in."""
