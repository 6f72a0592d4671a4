# SPDX-License-Identifier: Apache-2.0
"""Builds the library and the command by CMake into the package, and the extension against CPython's stable ABI.

FRAUDRISK_PREFIX takes an installed library instead of building one; FRAUDRISK_BUILD is where CMake builds, and
FRAUDRISK_ROOT the tree of the library, where this folder was copied out of it."""

import os
import shutil
import subprocess
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
ROOT = Path(os.environ.get("FRAUDRISK_ROOT", HERE.parent.parent)).resolve()
NATIVE = Path("fraudrisk") / "_native"


def run(*command: str) -> None:
    subprocess.run(command, check=True)


def needed(library: Path) -> "list[Path]":
    """The libraries that ours needs and few systems have under that name: libcbor."""
    said = subprocess.run(["ldd", str(library)], check=True, capture_output=True, text=True).stdout
    return [Path(line.split("=>")[1].split()[0]) for line in said.splitlines() if "libcbor" in line and "=>" in line]


class Build(build_ext):
    def run(self) -> None:
        package = (HERE / "src") if self.inplace else Path(self.build_lib)
        self.native = (package / NATIVE).resolve()
        self.library()
        super().run()

    def library(self) -> None:
        prefix = os.environ.get("FRAUDRISK_PREFIX")
        if prefix:
            source = Path(prefix)
        else:
            build = Path(os.environ.get("FRAUDRISK_BUILD", ROOT / "build" / "python" / "cmake")).resolve()
            source = build.parent / "prefix"
            generator = ["-G", "Ninja"] if shutil.which("ninja") else []
            run("cmake", "-S", str(ROOT), "-B", str(build), *generator, "-DCMAKE_BUILD_TYPE=Release", "-DFR_TESTS=OFF",
                "-DCMAKE_INSTALL_LIBDIR=lib", "-DCMAKE_INSTALL_RPATH=$ORIGIN")
            run("cmake", "--build", str(build), "-j", os.environ.get("FR_JOBS", "2"))
            run("cmake", "--install", str(build), "--prefix", str(source))
        shutil.rmtree(self.native, ignore_errors=True)
        (self.native / "lib").mkdir(parents=True)
        library = next((source / "lib").rglob("libfraudrisk.so.0"))
        shutil.copy(library, self.native / "lib" / "libfraudrisk.so.0")
        for other in needed(library):
            shutil.copy(other, self.native / "lib" / other.name)
            for licence in Path("/usr/share/doc").glob(other.name.split(".")[0] + "*/copyright"):
                shutil.copy(licence, self.native / "lib" / "libcbor.licence.txt")
        command = source / "bin" / "fraudrisk"
        if command.exists():
            (self.native / "bin").mkdir()
            shutil.copy(command, self.native / "bin" / "fraudrisk")
            shutil.copytree(source / "share" / "fraudrisk", self.native / "share" / "fraudrisk")
        self.source = source

    def build_extension(self, ext: Extension) -> None:
        ext.include_dirs.insert(0, str(ROOT / "include"))
        ext.extra_link_args += [str(self.native / "lib" / "libfraudrisk.so.0"), "-Wl,-rpath,$ORIGIN/_native/lib"]
        super().build_extension(ext)


SOURCES = ["structs", "handles", "contexts", "tables", "module"]

setup(
    ext_modules=[
        Extension(
            "fraudrisk._fraudrisk",
            [f"ext/{name}.c" for name in SOURCES],
            depends=["ext/binding.h", "ext/layout.h"],
            extra_compile_args=["-std=gnu11", "-O2", "-fvisibility=hidden"],
            py_limited_api=True,
        )
    ],
    cmdclass={"build_ext": Build},
    options={"bdist_wheel": {"py_limited_api": "cp39"}},
)
