"""Wrong usage in the reader's language: typer says it in English alone.

What is wrong is known by the kind of fault; only the reason of a refused value is text, so the texts
of typer and pydantic that can be met here have their sentence in Chinese. A test meets every one.
"""

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer._click import exceptions
from typer.core import TyperGroup

from etl.answers import language

_SAID: Sequence[tuple[str, str]] = (
    (r"No such command '(.+?)'\..*", "没有命令 {0}"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", "多出了 {0}"),
    (r"Option '(.+)' requires an argument\.", "选项 {0} 后面缺少值"),
    (r"Option '(.+)' does not take a value\.", "选项 {0} 后面不写值"),
    (r"(?:file|dir|path) '(.+)' does not exist\.", "找不到 {0}"),
    (r"(?:file|dir|path) '(.+)' is a directory\.", "{0} 是文件夹，这里要写文件"),
    (r"(?:file|dir|path) '(.+)' is a file\.", "{0} 是文件，这里要写文件夹"),
    (r"(?:file|dir|path) '(.+)' is not readable\.", "没有读取 {0} 的权限"),
    (r"Value error, '(.+)' is not one of (.+)\.", "没有 {0}，可选：{1}"),
    (r"Value error, '(.+)' does not match the formats? .+", "{0} 不是日期，日期写作 2026-10-25"),
    (r"Input should be greater than or equal to (.+)", "不能小于 {0}"),
    (r"Input should be less than or equal to (.+)", "不能大于 {0}"),
    (r"Input should be a valid integer.*", "应是整数"),
    (r"Input should be a valid number.*", "应是数字"),
)


class InReadersLanguage(TyperGroup):
    """The commands, whose wrong usage is one sentence in the language of the command line."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run a command; end the process with 2 after wrong usage."""
        if language() == "en":
            return super().main(args, *more, **extra)
        try:
            ended = super().main(args, *more, **extra | {"standalone_mode": False})
        except exceptions.NoArgsIsHelpError as fault:
            sys.exit(fault.exit_code)  # the help is printed
        except exceptions.UsageError as fault:
            typer.echo(_in_chinese(fault), err=True)
            sys.exit(fault.exit_code)
        sys.exit(ended if isinstance(ended, int) else 0)


def _in_chinese(fault: exceptions.UsageError) -> str:
    asked = fault.ctx.command_path if fault.ctx else "python -m etl"
    return f"{_what(fault)}。用法见：{asked} --help"


def _what(fault: exceptions.UsageError) -> str:
    if isinstance(fault, exceptions.NoSuchOption):
        known = f"，是不是 {'、'.join(sorted(fault.possibilities))}" if fault.possibilities else ""
        return f"没有选项 {fault.option_name}{known}"
    if isinstance(fault, exceptions.BadParameter) and fault.param is not None:
        is_option = fault.param.param_type_name == "option"
        name = fault.param.opts[0] if is_option else fault.param.name
        named = f"{'选项' if is_option else '参数'} {name}"
        if isinstance(fault, exceptions.MissingParameter):
            return f"缺少{named}"
        return f"{named} 的值不能用：{_reason(fault.message)}"
    return _reason(fault.message)


def _reason(text: str) -> str:
    for pattern, said in _SAID:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return said.format(*(part.replace("', '", "、").strip("'") for part in found.groups()))
    return text.rstrip("。.")
