"""The plug-ins for nbgrader: the same judge as `grader grade`, on the code of a notebook."""
