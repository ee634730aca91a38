"""The nbgrader course. Run nbgrader's commands in this folder."""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "backprop"

# A solution becomes a stub that the checks recognise as not started; what else belongs to it vanishes.
c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("Exercise")'}
c.ClearMarkScheme.enforce_metadata = False

# The plug-ins. Without these lines, nbgrader runs the notebooks itself: docs/how-to/nbgrader.md says what is then not
# protected.
c.Autograde.exporter_class = "grader.nbgrader.intake.Intake"
c.Autograde.autograde_preprocessors = [
    "grader.nbgrader.judge.Judge",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.GenerateFeedback.exporter_class = "grader.nbgrader.feedback.AccessibleFeedback"
c.ExportApp.plugin_class = "grader.nbgrader.export.CheckedCsvExport"
