"""completion: what a shell offers on Tab. The names of people are offered, too, and no name becomes a shell word."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ZshComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from informal.cli.app import COMPLETION, group, take_anywhere
from informal.cli.output import Line, OpenApp, print_text, verb

if TYPE_CHECKING:
    from click.shell_completion import ShellComplete

SHELLS = ("bash", "zsh", "fish")
# What bash may meet unquoted: letters and digits of any alphabet, and a few signs. All else gets a backslash.
_NOT_PLAIN = re.compile(r"([^\w@%+=:,./-])")
# What means something between double quotes, and how it is written there; "!" means it even after a backslash.
_QUOTED = {char: f"\\{char}" for char in '\\"$`'} | {"!": '"\\!"'}
# click's own script lets bash expand what it is given: `*` in a name would become files. This one does not.
_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' type value
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case "$type" in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" %(complete_var)s=bash_complete "$1")
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
# click's own script takes a name for what stands before its first comma.
_FISH = """\
function %(complete_func)s
    set -lx %(complete_var)s fish_complete
    set -lx COMP_WORDS (commandline -cp)
    set -lx COMP_CWORD (commandline -t)
    for answer in (%(prog_name)s)
        set -l parts (string split -m 1 "," -- $answer)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                echo $parts[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""
# Where nothing has set up completion yet, as in a ~/.zshrc of one line.
_ZSH_FIRST = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }\n"


class _Bash(BashComplete):
    """click's, with values that are one word each, also within quotes that were begun."""

    source_template = _BASH

    def format_completion(self, item: CompletionItem) -> str:
        """A line for the script."""
        return f"{item.type},{self._word(item.value) if item.type == 'plain' else item.value}"

    @staticmethod
    def _word(value: str) -> str:
        """A value as bash wants it after the quote that the word begins with; bash closes the quote itself."""
        words = os.environ.get("COMP_WORDS", "").split("\n")
        at = int(os.environ.get("COMP_CWORD", "0"))
        match words[at][:1] if at < len(words) else "":
            case '"':
                return "".join(_QUOTED.get(char, char) for char in value)
            case "'":
                return value.replace("'", "'\\''")
        return _NOT_PLAIN.sub(r"\\\1", value)


class _Zsh(ZshComplete):
    """click's, after what it stands on."""

    source_template = _ZSH_FIRST + ZshComplete.source_template


class _Fish(FishComplete):
    """click's, with names that hold commas."""

    source_template = _FISH


for _shell in (_Bash, _Zsh, _Fish):
    add_completion_class(_shell)


@verb("completion")
@click.argument("shell", type=click.Choice(SHELLS), required=False)
def completion(shell: str | None) -> None:
    """Print what your shell needs to complete verbs, options and names on Tab.

    \b
    bash  ~/.bashrc:  eval "$(informal completion bash)"
    zsh   ~/.zshrc:   eval "$(informal completion zsh)"
    fish  ~/.config/fish/config.fish:  informal completion fish | source
    """
    print_text(_for(shell or Path(os.environ.get("SHELL", "bash")).name, {}).source())


def answer(open_app: OpenApp) -> int:
    """Say what fits where the cursor stands: called by what `completion` printed. The exit status."""
    shell, _, instruction = os.environ[COMPLETION].partition("_")
    try:
        _, line = take_anywhere(split_arg_string(os.environ.get("COMP_WORDS", "")), open_app)
    except click.UsageError:
        line = Line(None, json=False, open_app=open_app)
    complete = _for(shell, {"obj": line})
    sys.stdout.write(f"{complete.source() if instruction == 'source' else complete.complete()}\n")
    return 0


def _for(shell: str, context: dict[str, Any]) -> ShellComplete:
    """click's completion for a shell; bash for one that it does not know."""
    return (get_completion_class(shell) or _Bash)(group, context, "informal", COMPLETION)
