"""What people come for: some forty matters with their promised and statutory limits."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

IMMEDIATE, PROMISED, DECLINED, PROXY = "即办件", "承诺件", "告知不能办", "代办件"


@dataclass(frozen=True)
class Matter:
    """One matter of one industry.

    Attributes:
        industry: code of the industry.
        name: as the export spells it.
        promised_days: working days, 0 for a matter done on the spot.
        statutory_days: working days, 0 where no law sets a limit.
        weight: how often it is asked for within its industry.
    """

    industry: str
    name: str
    promised_days: int
    statutory_days: int
    weight: int


MATTERS = tuple(
    Matter(*row)
    for row in (
        ("government_services", "营业执照设立登记", 1, 15, 4),
        ("government_services", "食品经营许可", 5, 20, 3),
        ("government_services", "老年优待证办理", 0, 0, 5),
        ("government_services", "城镇燃气经营许可", 8, 20, 1),
        ("taxation", "发票领用", 0, 0, 6),
        ("taxation", "税务登记变更", 0, 0, 3),
        ("taxation", "出口退税审核", 5, 15, 2),
        ("human_resources", "社会保险登记", 0, 5, 4),
        ("human_resources", "退休待遇核定", 10, 20, 2),
        ("human_resources", "失业保险金申领", 5, 10, 2),
        ("public_security", "居民身份证换领", 10, 60, 4),
        ("public_security", "户口迁移", 3, 20, 2),
        ("public_security", "机动车驾驶证换证", 0, 1, 5),
        ("civil_affairs", "婚姻登记预约办理", 0, 0, 5),
        ("civil_affairs", "最低生活保障申请", 12, 30, 2),
        ("market_supervision", "企业变更登记", 2, 15, 4),
        ("market_supervision", "特种设备使用登记", 8, 20, 1),
        ("real_estate_registration", "不动产转移登记", 3, 30, 5),
        ("real_estate_registration", "不动产查询", 0, 0, 4),
        ("housing_fund", "公积金提取", 1, 3, 5),
        ("housing_fund", "公积金贷款审批", 7, 15, 2),
        ("medical_insurance", "异地就医备案", 0, 0, 5),
        ("medical_insurance", "医疗费用手工报销", 15, 30, 2),
        ("judicial_services", "公证书办理", 8, 15, 3),
        ("judicial_services", "法律援助申请", 3, 7, 2),
        ("electricity", "低压居民新装", 3, 0, 3),
        ("electricity", "电费缴纳与查询", 0, 0, 6),
        ("water_supply", "用水报装", 4, 0, 2),
        ("water_supply", "水费缴纳与过户", 0, 0, 5),
        ("gas", "燃气开户点火", 3, 0, 4),
        ("radio_television", "有线电视报修", 2, 0, 4),
        ("banking", "社保卡激活", 0, 0, 5),
        ("banking", "个人开户", 1, 0, 2),
        ("insurance", "理赔受理", 5, 30, 3),
        ("hospital", "病历复印", 1, 0, 3),
        ("hospital", "门诊预约咨询", 0, 0, 4),
        ("community_health", "家庭医生签约", 1, 0, 3),
        ("community_health", "预防接种证办理", 0, 0, 4),
        ("bus", "公交卡挂失补办", 3, 0, 3),
        ("metro", "票卡故障处理", 0, 0, 4),
        ("railway", "遗失物品查询", 2, 0, 2),
        ("road_passenger", "退票与改签", 0, 0, 3),
        ("civil_aviation", "行李查询", 1, 0, 2),
        ("postal", "包裹查询与赔付", 5, 0, 3),
        ("postal", "邮件收寄", 0, 0, 6),
        ("telecom", "宽带新装移机", 3, 0, 3),
        ("telecom", "补卡与过户", 0, 0, 5),
    )
)


@dataclass(frozen=True)
class MatterTable:
    """The matters as arrays, so that a hundred thousand cases draw theirs at once."""

    promised_days: npt.NDArray[np.int64]
    statutory_days: npt.NDArray[np.int64]
    names: tuple[str, ...]
    ends: npt.NDArray[np.float64]

    @classmethod
    def of_all(cls, industries: list[str]) -> "MatterTable":
        """Lay the matters out by industry, in the order of `industries`."""
        ordered = sorted(MATTERS, key=lambda matter: industries.index(matter.industry))
        ends = []
        for matter in ordered:
            own = [m for m in ordered if m.industry == matter.industry]
            before = sum(m.weight for m in own[: own.index(matter) + 1])
            share = before / sum(m.weight for m in own)
            ends.append(industries.index(matter.industry) + share)
        return cls(
            np.array([m.promised_days for m in ordered]),
            np.array([m.statutory_days for m in ordered]),
            tuple(m.name for m in ordered),
            np.array(ends),
        )

    def drawn(
        self, rng: np.random.Generator, industry: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int64]:
        """Return a matter for each case, given the position of its industry."""
        # An industry's matters fill the unit interval that begins at its own position.
        places = np.searchsorted(self.ends, industry + rng.random(len(industry)) * 0.999999)
        return places.astype(np.int64)
