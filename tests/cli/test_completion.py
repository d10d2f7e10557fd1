"""completion, against the real shells."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HOSTILE = "Bob $(touch pwned) * `touch pwned` ; Mock"
_PRESS_TAB = """
press_tab() {
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
    _informal_completion informal
    [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
}
eval "$(informal completion bash)"
"""


@pytest.fixture
def people(informal: Any) -> None:
    for name in ("Ada Example", "Adèle O'Made-Up", HOSTILE):
        informal("add", name)


def shell(program: str, *arguments: str, folder: Path) -> str:
    """What a shell prints that finds `informal` first on its path."""
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    done = subprocess.run([program, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def bash(words: str, folder: Path) -> list[str]:
    """What Tab offers after these words."""
    return shell("bash", "--norc", "-c", f"{_PRESS_TAB}press_tab {words}", folder=folder).splitlines()


def test_bash_is_offered_verbs_and_what_they_take(tmp_path: Path) -> None:
    assert bash("informal sno", tmp_path) == ["snooze"]
    assert bash("informal cross de", tmp_path) == ["degree"]
    assert "--warmth" in bash("informal add --w", tmp_path)


@pytest.mark.usefixtures("people")
def test_bash_is_offered_names_each_as_one_word_that_is_only_a_name(tmp_path: Path, informal: Any) -> None:
    assert bash("informal show ad", tmp_path) == ["Ada\\ Example", "Adèle\\ O\\'Made-Up"]
    assert bash("informal edit 'Ada\\ Ex'", tmp_path) == ["Ada\\ Example"]
    (word,) = bash("informal show bo", tmp_path)
    said = shell("bash", "--norc", "-c", f"printf %s {word}", folder=tmp_path)
    assert said == HOSTILE
    assert not (tmp_path / "pwned").exists()
    assert informal("show", said).status == 0


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("quote", ["'", '"'])
def test_bash_goes_on_within_a_quote_that_was_begun(tmp_path: Path, quote: str) -> None:
    for name, begun in ((HOSTILE, "Bo"), ("Adèle O'Made-Up", "Adè")):
        (word,) = bash(f"informal show {shlex.quote(quote + begun)}", tmp_path)
        said = shell("bash", "--norc", "-c", f"printf %s {quote}{word}{quote}", folder=tmp_path)
        assert said == name
    assert not (tmp_path / "pwned").exists()


@pytest.mark.usefixtures("people")
@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_is_offered_names(tmp_path: Path) -> None:
    script = "informal completion fish | source; complete -C 'informal show ad'"
    assert shell("fish", "--no-config", "-c", script, folder=tmp_path).splitlines() == [
        "Ada Example",
        "Adèle O'Made-Up",
    ]


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_is_offered_a_name_with_commas_whole(tmp_path: Path, informal: Any) -> None:
    informal("add", "Kofi Fictional, PhD, MBA")
    script = "informal completion fish | source; complete -C 'informal show ko'"
    assert shell("fish", "--no-config", "-c", script, folder=tmp_path).splitlines() == ["Kofi Fictional, PhD, MBA"]


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
@pytest.mark.parametrize("before", ["autoload -U compinit; compinit -u -D; ", ""])
def test_zsh_takes_what_is_printed(tmp_path: Path, before: str) -> None:
    script = f'ZDOTDIR=$PWD; {before}eval "$(informal completion zsh)"; print $_comps[informal]'
    assert shell("zsh", "-f", "-c", script, folder=tmp_path).strip() == "_informal_completion"


def test_a_file_that_cannot_be_read_is_no_error_of_the_shell(tmp_path: Path, informal: Any) -> None:
    informal("add", "Ada Example")
    path = Path(os.environ["INFORMAL_DATA_DIR"]) / "informal.json"
    path.write_text("{")
    path.with_suffix(".journal").unlink(missing_ok=True)
    assert bash("informal show a", tmp_path) == []
