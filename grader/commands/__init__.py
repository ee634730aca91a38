"""The subcommands of `grader`."""
