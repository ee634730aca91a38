"""JupyterLite for the site: Jupyter's own notebook in the browser, with the site's Python, packages and notebooks."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from grader.site.parts import Part

PLUGIN = "@jupyterlite/pyodide-kernel-extension"
"""The kernel's name among Jupyter's extensions."""

APP = re.compile(
    r"(build|notebooks|api)/|(index\.html|config-utils\.js|jupyter-lite\.(json|ipynb)|manifest\.webmanifest|icon-.*\.png)$"
)
"""What is taken of JupyterLite: one of its faces, a notebook without a file browser."""

OURS = "course"
"""The name under which the kernel knows the site's own archive of packages."""

SILENT = (
    "@jupyterlab/apputils-extension:announcements",  # asks a server for news
    "@jupyterlite/application-extension:service-worker-manager",  # a second one, beside the site's
    "@jupyter-notebook/notebook-extension:tab-icon",  # asks for pictures that are no part of JupyterLite
    "@jupyter-notebook/notebook-extension:checkpoints",  # says that a notebook is as old as `DAY`
)
"""Extensions that are left out."""

ENGLISH = {
    "all": {"data": {"en": {"displayName": "English", "nativeName": "English"}}, "message": ""},
    "en": {"data": {}, "message": ""},
}
"""The languages that there are, and the translation into the only one."""

DAY = "2000-01-01T00:00:00Z"
"""When the notebooks were last changed, for Jupyter. It is always the same, or each build would differ."""


def notebook_files(
    parts: Mapping[Part, bytes], notebooks: Mapping[str, str], lock: bytes, pyodide: str, python: tuple[str, bytes]
) -> dict[str, bytes]:
    """Make the files of a folder that stands in `files/`, beside Pyodide and the archive.

    Args:
        parts: JupyterLite and the packages of its kernel.
        notebooks: The notebooks by stem.
        lock: Pyodide's own list of packages, of which none comes along.
        pyodide: The folder of Pyodide beside this one.
        python: The name of the archive beside this folder, and its content.
    """
    core, kernel = (_named(parts, f"jupyterlite-{name}") for name in ("core", "pyodide-kernel"))
    files = dict(_app(core))
    extension = dict(_extension(kernel))
    package = json.loads(extension["package.json"])
    wheels = {part.file: data for part, data in parts.items() if not part.name.startswith("jupyterlite-")}
    wheels |= {name[len("static/pypi/") :]: data for name, data in extension.items() if _is_package(name)}
    files |= {f"extensions/{PLUGIN}/{n}": d for n, d in extension.items() if not n.startswith("static/pypi/")}
    files |= {f"wheels/{name}": data for name, data in wheels.items()}
    packages = [_package(name, data, *name.split("-")[:2]) for name, data in wheels.items()]
    packages.append(_package(f"../../{python[0]}", python[1], OURS, "1"))
    listed = json.loads(lock) | {"packages": {one["name"]: one for one in packages}}
    files["wheels/pyodide-lock.json"] = _json(listed)
    files |= {f"files/{stem}.ipynb": text.encode() for stem, text in notebooks.items()}
    files["api/contents/all.json"] = _json(_folder(notebooks))
    files["build/schemas/all_federated.json"] = b"[]"
    files |= {f"api/translations/{name}.json": _json(text) for name, text in ENGLISH.items()}
    settings = json.loads(files["jupyter-lite.json"])
    settings["jupyter-config-data"] |= {
        "contentsAllJsonFile": "all.json",
        "contentsStorageName": "backprop notebooks",  # the same for each version of the site: a student's work stays
        "disabledExtensions": SILENT,
        "federated_extensions": [{"name": PLUGIN, **package["jupyterlab"]["_build"]}],
        "litePluginSettings": {f"{PLUGIN}:kernel": _kernel(pyodide, sorted(listed["packages"]))},
    }
    files["jupyter-lite.json"] = _json(settings)
    return files


def _kernel(pyodide: str, packages: list[str]) -> dict[str, Any]:
    """Describe where the kernel finds Python and its packages: here, and nowhere else."""
    return {
        "pyodideUrl": f"./../{pyodide}pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"lockFileURL": "./wheels/pyodide-lock.json", "packages": packages},
    }


def _named(parts: Mapping[Part, bytes], name: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(next(data for part, data in parts.items() if part.name == name)))


def _app(core: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Take the files of Jupyter's notebook out of the package."""
    (archive,) = (name for name in core.namelist() if name.endswith(".tgz"))
    with tarfile.open(fileobj=io.BytesIO(core.read(archive))) as opened:
        for member in opened:
            name = member.name.removeprefix("package/")
            content = opened.extractfile(member)
            if content and APP.match(name) and not name.endswith(".map"):
                yield name, content.read()


def _extension(kernel: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Take the files of the kernel out of its package, which an installation would put into Jupyter's folder."""
    for name in kernel.namelist():
        _, found, inside = name.partition(f"/share/jupyter/labextensions/{PLUGIN}/")
        if found and inside and not inside.endswith(("/", ".map")):
            yield inside, kernel.read(name)


def _is_package(name: str) -> bool:
    """Tell whether a file of the kernel is one of the packages that it needs; the others are for widgets."""
    return name.startswith("static/pypi/") and name.endswith(".whl") and "widgets" not in name


def _package(place: str, data: bytes, name: str, version: str) -> dict[str, Any]:
    """Describe a package for Pyodide."""
    about = {"name": name.lower().replace("_", "-"), "version": version, "file_name": place, "install_dir": "site"}
    found = {"sha256": hashlib.sha256(data).hexdigest(), "package_type": "package", "unvendored_tests": False}
    return {**about, **found, "imports": [], "depends": []}


def _folder(notebooks: Mapping[str, str]) -> dict[str, Any]:
    """List the notebooks as Jupyter's server would."""
    common: dict[str, Any] = {"created": DAY, "last_modified": DAY, "mimetype": None, "writable": True}
    content = [
        {
            **common,
            "name": f"{stem}.ipynb",
            "path": f"{stem}.ipynb",
            "size": len(text.encode()),
            "type": "notebook",
            "format": None,
        }
        for stem, text in notebooks.items()
    ]
    return {**common, "name": "", "path": "", "size": None, "type": "directory", "format": "json", "content": content}


def _json(what: object) -> bytes:
    return json.dumps(what, indent=1, sort_keys=True).encode()
