"""python -m overrides.hooks COMMAND …: what `mkdocs COMMAND …` is, by the program that framework.py has found."""

import runpy

from overrides.hooks.framework import PROGRAM

runpy.run_module(PROGRAM, run_name="__main__", alter_sys=True)
