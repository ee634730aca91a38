"""The subcommands of `grader`, one module each."""
