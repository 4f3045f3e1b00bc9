"""What people ask the hotline for, in their own words: sentences put together from parts."""

from typing import NamedTuple

import numpy as np
import polars as pl

from etl.demo.clock import Days


class Topic(NamedTuple):
    """A subject of the hotline: three levels of category, who answers, and what people say."""

    category_1: str
    category_2: str
    category_3: str
    industry: str
    days: int
    sentence: str


# industry: whose unit answers; empty for the district's own office. days: the limit in working
# days, 1 for a question, 5 for the ordinary, 15 for the complex (domain.md 1.3, 上海).
TOPICS = tuple(
    Topic(*row)
    for row in (
        ("政务服务", "窗口服务", "办事指南", "government_services", 1, "咨询办理所需材料"),
        ("政务服务", "窗口服务", "排队等候", "", 5, "反映窗口排队时间较长"),
        ("劳动社保", "社会保险", "参保缴费", "human_resources", 5, "咨询社保补缴并要求核实"),
        ("劳动社保", "劳动关系", "拖欠工资", "human_resources", 15, "反映单位拖欠工资"),
        ("公安政法", "户籍管理", "户口迁移", "public_security", 5, "反映户口迁移材料被退回"),
        ("公安政法", "交通管理", "违章处理", "public_security", 5, "对违章处理有疑问"),
        (
            "住房保障",
            "不动产登记",
            "办证进度",
            "real_estate_registration",
            5,
            "询问不动产证办理进度",
        ),
        ("住房保障", "公积金", "公积金提取", "housing_fund", 5, "反映公积金提取未到账"),
        ("医疗卫生", "医疗保障", "异地报销", "medical_insurance", 5, "反映异地就医报销比例有误"),
        ("医疗卫生", "医疗服务", "预约挂号", "hospital", 5, "反映预约挂号系统故障"),
        ("市场监管", "消费维权", "退款纠纷", "market_supervision", 15, "反映商家拒绝退款"),
        ("公用事业", "供水", "停水", "water_supply", 1, "反映小区突然停水"),
        ("公用事业", "供电", "停电", "electricity", 1, "反映小区停电"),
        ("公用事业", "燃气", "燃气开户", "gas", 5, "反映燃气开户一直未上门"),
        ("公用事业", "通信", "宽带故障", "telecom", 5, "反映宽带故障多日未修"),
        ("公用事业", "邮政", "包裹延误", "postal", 5, "反映包裹延误"),
        ("交通出行", "公共交通", "公交线路", "bus", 5, "建议调整公交班次"),
        ("交通出行", "轨道交通", "站内设施", "metro", 5, "反映站内电梯故障"),
        ("城乡建设", "市容环境", "占道经营", "", 5, "反映道路占道经营"),
        ("城乡建设", "市容环境", "噪声扰民", "", 5, "反映夜间施工噪声"),
        ("城乡建设", "物业管理", "物业服务", "", 15, "反映物业服务不到位"),
        ("城乡建设", "市政设施", "路灯损坏", "", 1, "反映路灯不亮"),
    )
)
OPENINGS = ("来电人", "群众", "诉求人", "市民来电")
PLACES = (
    "示例云桥小区附近",
    "示例枫湾路口",
    "示例竹塘社区",
    "示例松林菜场旁",
    "示例锦源路",
    "示例月堰村",
)
WISHES = ("，请核实处理。", "，希望尽快解决。", "，要求回复处理结果。", "，请相关部门关注。")


def contents(
    rng: np.random.Generator, topic: Days, phones: pl.Series, phone_share: float = 0.12
) -> pl.Series:
    """Return a sentence per case; some people say their number aloud.

    Args:
        rng: the generator.
        topic: position in `TOPICS` of each case.
        phones: the number of each caller.
        phone_share: how many sentences hold the number.
    """
    count = len(topic)
    sentences = pl.Series([topic.sentence for topic in TOPICS])
    frame = pl.DataFrame(
        {
            "opening": drawn(rng, OPENINGS, count),
            "place": drawn(rng, PLACES, count),
            "sentence": sentences.gather(pl.Series(topic)),
            "wish": drawn(rng, WISHES, count),
            "phone": phones,
            "says": rng.random(count) < phone_share,
        }
    )
    said = pl.format("{}在{}{}，联系电话{}{}", "opening", "place", "sentence", "phone", "wish")
    plain = pl.format("{}在{}{}{}", "opening", "place", "sentence", "wish")
    return frame.select(pl.when("says").then(said).otherwise(plain).alias("content")).to_series()


def drawn(
    rng: np.random.Generator,
    words: tuple[str | None, ...],
    count: int,
    share: list[float] | None = None,
) -> pl.Series:
    """Return that many of the words, each drawn with its share."""
    return worded(words, rng.choice(len(words), count, p=share))


def worded(words: tuple[str | None, ...], places: Days) -> pl.Series:
    """Return the words at the places."""
    return pl.Series(words, dtype=pl.String).gather(pl.Series(places))


def phones(rng: np.random.Generator, count: int) -> pl.Series:
    """Return telephone numbers of callers, some of whom call again."""
    # 138 0000 0000 is the number of every printed example; these are its neighbours.
    return pl.Series(13_800_000_000 + rng.integers(0, 400_000, count)).cast(pl.String)
