# SPDX-License-Identifier: Apache-2.0
"""Builds the library and the command by CMake into the package, and the extension against CPython's stable ABI.

FRAUDRISK_PREFIX takes an installed library instead of building one; FRAUDRISK_BUILD is where CMake builds, and
FRAUDRISK_ROOT the tree of the library, where this folder was copied out of it. FRAUDRISK_SYSTEM is the path of a
libfraudrisk.so that the system will have: nothing goes inside then, as packages of a distribution want it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
ROOT = Path(os.environ.get("FRAUDRISK_ROOT", HERE.parent.parent)).resolve()
NATIVE = Path("fraudrisk") / "_native"
SYSTEM = os.environ.get("FRAUDRISK_SYSTEM")


def run(*command: str) -> None:
    subprocess.run(command, check=True)


#: What every system has, and OpenSSL: who runs it mends it, and a copy in here would stay as it is.
OF_THE_SYSTEM = ("linux-vdso.so", "ld-linux", "libc.so", "libm.so", "libz.so", "libcrypto.so", "libfraudrisk.so")


def needed(file: Path) -> "list[Path]":
    """The libraries that a file of ours needs and few systems have under that name, such as libcbor."""
    said = subprocess.run(["ldd", str(file)], check=True, capture_output=True, text=True).stdout
    lines = [line.split() for line in said.splitlines() if "=>" in line]
    return [Path(words[2]) for words in lines if words[2].startswith("/") and not words[0].startswith(OF_THE_SYSTEM)]


def licence(library: Path) -> str:
    """Under what it stands, as Debian's package tells it, with the text that this only names; else nothing."""
    if shutil.which("dpkg-query") is None:
        return ""
    line = ["dpkg-query", "-S", f"*/{library.name}"]
    owners = subprocess.run(line, check=False, capture_output=True, text=True).stdout.splitlines()
    texts = [Path("/usr/share/doc") / owner.split(":")[0] / "copyright" for owner in owners]
    said = "".join(text.read_text(encoding="utf-8") for text in texts[:1] if text.exists())
    for name in re.findall(r"^Files: \*\n(?:.+\n)*?License: (L?GPL-[0-9.]*[0-9])", said, re.M):
        said += "\n\n" + (Path("/usr/share/common-licenses") / name).read_text(encoding="utf-8")
    return said


class Build(build_ext):
    def run(self) -> None:
        package = (HERE / "src") if self.inplace else Path(self.build_lib)
        self.native = (package / NATIVE).resolve()
        shutil.rmtree(self.native, ignore_errors=True)
        if not SYSTEM:
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
                "-DCMAKE_INSTALL_LIBDIR=lib", "-DCMAKE_INSTALL_RPATH=$ORIGIN;$ORIGIN/../lib")
            run("cmake", "--build", str(build), "-j", os.environ.get("FR_JOBS", "2"))
            run("cmake", "--install", str(build), "--prefix", str(source))
        (self.native / "lib").mkdir(parents=True)
        library = next((source / "lib").rglob("libfraudrisk.so.0"))
        shutil.copy(library, self.native / "lib" / "libfraudrisk.so.0")
        command = source / "bin" / "fraudrisk"
        if command.exists():
            (self.native / "bin").mkdir()
            shutil.copy(command, self.native / "bin" / "fraudrisk")
            shutil.copytree(source / "share" / "fraudrisk", self.native / "share" / "fraudrisk")
        for other in needed(library) + (needed(command) if command.exists() else []):
            shutil.copy(other, self.native / "lib" / other.name)
            text = licence(other)
            if text:
                told = self.native / "lib" / f"{other.name.split('.so')[0]}.licence.txt"
                told.write_text(text, encoding="utf-8")

    def build_extension(self, ext: Extension) -> None:
        ext.include_dirs.insert(0, str(ROOT / "include"))
        inside = [str(self.native / "lib" / "libfraudrisk.so.0"), "-Wl,-rpath,$ORIGIN/_native/lib"]
        ext.extra_link_args += [SYSTEM] if SYSTEM else inside
        super().build_extension(ext)


#: What a distribution packages has the command from another package of it, under the same name.
SCRIPTS = {} if SYSTEM else {"console_scripts": ["fraudrisk = fraudrisk.__main__:main"]}
SOURCES = ["structs", "handles", "contexts", "tables", "module"]

setup(
    ext_modules=[
        Extension(
            "fraudrisk._fraudrisk",
            [f"ext/{name}.c" for name in SOURCES],
            depends=["ext/binding.h", "ext/layout.h"],
            # Not where it was built: two builds give the same bytes.
            extra_compile_args=["-std=gnu11", "-O2", "-fvisibility=hidden", f"-ffile-prefix-map={HERE}=."],
            py_limited_api=True,
        )
    ],
    cmdclass={"build_ext": Build},
    entry_points=SCRIPTS,
    options={"bdist_wheel": {"py_limited_api": "cp39"}},
)
