"""Invented names: every one says 示例, so that nobody takes it for a real office."""

import numpy as np

FIRST = "云枫桐竹松岚澄霁苍翠锦瑶星月晴雁鹭荷菱葭"
SECOND = "桥浦湾岭塘渡坪堰林源"
ORDINALS = "一二三四五六七八九十"

# industry code: what one of its outlets is called, share of the city's outlets, share of cases
# relative to a postal outlet. Banks, buses and hospitals give few rows (office.md section 1).
INDUSTRIES: dict[str, tuple[str, int, float]] = {
    "government_services": ("便民服务中心", 46, 2.4),
    "taxation": ("办税服务厅", 18, 1.8),
    "human_resources": ("人力社保服务厅", 18, 1.6),
    "public_security": ("公安办证中心", 20, 1.5),
    "civil_affairs": ("民政服务窗口", 12, 0.8),
    "market_supervision": ("市场监管登记厅", 14, 1.2),
    "real_estate_registration": ("不动产登记窗口", 12, 1.6),
    "housing_fund": ("公积金管理部", 11, 1.2),
    "medical_insurance": ("医保服务窗口", 16, 1.3),
    "judicial_services": ("公证服务窗口", 8, 0.6),
    "electricity": ("供电营业厅", 18, 1.1),
    "water_supply": ("供水营业厅", 14, 0.9),
    "gas": ("燃气营业厅", 11, 0.8),
    "radio_television": ("广电营业厅", 9, 0.6),
    "banking": ("银行营业网点", 38, 0.5),
    "insurance": ("保险服务中心", 10, 0.5),
    "hospital": ("医院便民服务中心", 15, 0.5),
    "community_health": ("社区卫生服务中心", 26, 0.6),
    "bus": ("公交服务点", 10, 0.4),
    "metro": ("轨道交通客服中心", 9, 0.5),
    "railway": ("铁路售票处", 4, 0.6),
    "road_passenger": ("客运中心", 7, 0.5),
    "civil_aviation": ("机场服务柜台", 2, 0.5),
    "postal": ("邮政支局", 32, 1.0),
    "telecom": ("通信营业厅", 20, 1.0),
}

MUNICIPAL = {
    "taxation": ("税务局", "税务局"),
    "human_resources": ("人力资源和社会保障局", "人社局"),
    "public_security": ("公安局", "公安局"),
    "civil_affairs": ("民政局", "民政局"),
    "market_supervision": ("市场监督管理局", "市监局"),
    "real_estate_registration": ("自然资源和规划局", "资规局"),
    "housing_fund": ("住房公积金管理中心", "公积金中心"),
    "medical_insurance": ("医疗保障局", "医保局"),
    "judicial_services": ("司法局", "司法局"),
    "government_services": ("政务服务管理办公室", "政务办"),
}
OTHER_MUNICIPAL = ("教育局", "生态环境局", "住房和城乡建设局", "交通运输局", "文化广电旅游局")
ENTERPRISES = {
    "electricity": "供电公司",
    "water_supply": "自来水公司",
    "gas": "燃气公司",
    "radio_television": "广电网络公司",
    "banking": "城市银行",
    "insurance": "财产保险公司",
    "hospital": "医疗集团",
    "community_health": "社区医疗管理中心",
    "bus": "公交公司",
    "metro": "轨道交通公司",
    "railway": "铁路客运段",
    "road_passenger": "公路客运公司",
    "civil_aviation": "机场公司",
    "postal": "邮政分公司",
    "telecom": "通信分公司",
}
FUNCTIONAL = ("示例高新园区管理委员会", "示例临港园区管理委员会", "示例生态旅游区管理委员会")
HOTLINE_CENTRE = "示例市12345热线中心"

OPEN_HOURS = (
    "周一至周五 09:00-17:00",
    "周一至周五 08:30-17:00; 周六 09:00-12:00",
    "周一至周日 08:30-17:30",
    "周一至周五 08:30-11:30 13:30-17:00",
)
DISTRICT_OFFICE = "政务服务办公室"


def township_cores(rng: np.random.Generator, count: int) -> list[str]:
    """Return that many different two-character names, 示例 not yet in front."""
    cores = [a + b for a in FIRST for b in SECOND]
    return [cores[i] for i in rng.permutation(len(cores))[:count]]


def numbered(name: str, number: int) -> str:
    """Return a name that differs from its earlier namesakes: 支局, 第二支局, 第三支局."""
    if number == 1:
        return name
    digit = ORDINALS[number - 1] if number <= len(ORDINALS) else str(number)
    return f"{name}第{digit}点"
