"""A city whose award can be worked out by hand: only on-time completion tells its outlets apart.

Twelve outlets of six industries, each with 210 cases from March to August 2026, all done in one
visit and all rated 5; outlet j finished 2j of them late. No complaint in the period; two inspections each
with 9 of 10 points and 8 of 10 windows open; nothing to rectify. A thirteenth outlet has five cases,
a fourteenth was never visited unannounced. The rules give 3 places.
"""

from datetime import date, timedelta
from pathlib import Path

import yaml
from literal_city import drop

CASES = 210
OUTLETS = 12
INDUSTRIES = ("政务服务", "供水", "邮政", "银行", "公交", "税务")
PROJECT_RULES = Path(__file__).parents[2] / "data/reference/award_rules/shijia.yaml"
_TICKET = "工单编号,来源渠道,事项名称,承办网点,收件时间,承诺时限,办结时间,状态,补正次数,退单次数,到场次数,评价,默认评价,导出时间"
_INSPECTION = "检查编号,网点编号,检查时间,检查方式,检查人,检查项,结果,得分,满分,窗口数,开窗数"


def drop_award_city(root: Path) -> None:
    """Write the exports and the city's own rules."""
    inbox = root / "inbox"
    drop(inbox, "网点台账.csv", _outlets())
    drop(inbox, "办件工单.csv", _tickets())
    drop(inbox, "明查暗访.csv", _inspections())
    # Before the period: complaints are collected, and there was none.
    drop(inbox, "投诉.csv", "投诉编号,受诉网点,接收时间,投诉渠道\nC1,A00,2025-08-01 09:00,来访\n")
    rules = yaml.safe_load(PROJECT_RULES.read_text(encoding="utf-8"))
    rules["places"] = 3
    rules["quotas"]["most"] = 1
    rules["uncertainty"]["draws"] = 400
    own = root / "reference" / "award_rules"
    own.mkdir(parents=True)
    (own / "shijia.yaml").write_text(yaml.safe_dump(rules, allow_unicode=True), encoding="utf-8")


def _names() -> list[str]:
    return [f"A{at:02d}" for at in range(OUTLETS + 2)]


def _outlets() -> str:
    lines = ["网点编号,网点名称,行业,单位级别,区县,启用日期"]
    for at, name in enumerate(_names()):
        lines.append(f"{name},窗口{name},{INDUSTRIES[at // 2 % 6]},县区级,海曙区,2020-01-01")
    return "\n".join(lines) + "\n"


def _tickets() -> str:
    lines = [_TICKET]
    for at, name in enumerate(_names()):
        cases = 5 if at == OUTLETS else CASES
        late = 2 * at if at < OUTLETS else 0
        for number in range(cases):
            received = date(2026, 3, 2) + timedelta(days=number % 150)
            closed = received + timedelta(days=40 if number < late else 1)
            lines.append(
                f"{name}-{number:03d},窗口,户口迁移,{name},{received} 09:00,10个工作日,{closed} 10:00,办结,0,0,1,5,否,2026-10-15 18:00"
            )
    return "\n".join(lines) + "\n"


def _inspections() -> str:
    lines = [_INSPECTION]
    for at, name in enumerate(_names()):
        second = "明查" if at == OUTLETS + 1 else "暗访"
        lines.append(f"I{at}a,{name},2026-04-08 10:00,明查,甲,便民设施,合格,9,10,10,8")
        lines.append(f"I{at}b,{name},2026-05-12 10:00,{second},乙,便民设施,合格,9,10,10,8")
    return "\n".join(lines) + "\n"
