"""`grader site`: builds the course as a site."""

from __future__ import annotations

from pathlib import Path

import click

from grader.authoring.release import ReleaseError
from grader.course import config
from grader.site.build import SiteError, build_site
from grader.site.notebooks import NoNotebooks
from grader.site.parts import PartsError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="Course file, if not ./course.toml.")
@click.option("--notebooks", is_flag=True, help="Offer the notebooks too, in JupyterLite.")
def site(folder: Path, course_file: Path | None, notebooks: bool) -> None:
    """Build the course as a site in DIR, for any web server.

    A student opens it and needs nothing else: Python runs in the browser, the checks are those of the students'
    repository, and after the first visit it works without a network. No solution and no hidden check is in it.

    Python for browsers and four packages are fetched with npm and pip the first time, and kept; for the notebooks,
    JupyterLite and the packages of its kernel as well.

    Exit code: 0 when the site is built, 1 when it could not be.
    """
    try:
        built = build_site(folder, config.find_course(course_file), notebooks=notebooks)
    except (SiteError, PartsError, NoNotebooks, ReleaseError, config.CourseError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        f"{folder}: {built.files} files, {built.size / 1e6:.1f} MB. To try it: python -m http.server -d {folder}"
    )
