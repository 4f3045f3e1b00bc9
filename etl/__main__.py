"""`python -m etl`: the command line.

Every command prints a short table, or one JSON object with `--json`; progress goes to stderr.
Exit codes: 0 success, 1 a failure it explains, 2 wrong usage, 3 the checks refused the build,
75 another load is running.

What a command needs is imported when it runs: reading workbooks, drawing up awards or inventing a
city would otherwise cost every build a second.
"""

import typer

from etl.answers import words
from etl.cli import builds, exports, making, questions
from etl.cli.usage import InReadersLanguage

app = typer.Typer(
    cls=InReadersLanguage,
    help=words("把各类导出文件变成一个可查询的数据版本。", "From exports to a warehouse."),
    no_args_is_help=True,
    add_completion=False,
)
# Without names of their own: their commands are those of `python -m etl`, in this order.
for group in (exports.app, builds.app, questions.app, making.app):
    app.add_typer(group)

if __name__ == "__main__":
    app(prog_name="python -m etl")
