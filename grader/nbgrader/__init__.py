"""The plug-ins for nbgrader: they grade the code of a notebook with the same judge as `grader grade`."""
