"""The ledgers: who answers (units), where (outlets), for whom (grids), and what files call them (aliases)."""

import polars as pl

from etl.sources.base import YES_NO, Column, Source

CRS = {
    "wgs84": ("WGS84", "wgs-84", "cgcs2000", "epsg:4326", "4326", "epsg:4490", "4490", "国家2000", "大地2000", "gps"),
    "gcj02": ("GCJ02", "gcj-02", "高德", "腾讯", "火星", "火星坐标"),
    "bd09": ("BD09", "bd-09", "bd09ll", "百度", "百度坐标"),
}  # fmt: skip

UNITS = Source(
    name="units",
    label=("单位台账", "units ledger"),
    key=("unit_id", "valid_from"),
    columns=(
        Column("unit_id", "单位编号", role="id", default_from="unit_name", also=("单位代码", "部门编号")),
        Column("unit_name", "规范全称", required=True, role="id", also=("单位名称", "单位全称", "部门名称"), note="与印章一致的全称。"),
        Column("short_name", "简称", role="id", also=("单位简称",)),
        Column(
            "kind", "单位类别", "e", required=True, also=("单位类型",),
            choices={
                "municipal": ("市直部门", "市级部门", "市直单位", "市直"),
                "district": ("区(县、市)", "区县市", "区县", "区(县,市)", "县区"),
                "functional": ("功能区", "开发区", "园区"),
                "town": ("街镇", "镇街", "乡镇街道", "乡镇(街道)", "镇(街道)"),
                "enterprise": ("公共服务企业", "公共企业", "企业", "公服企业"),
                "other": ("其他", "其它"),
            },
        ),
        Column("industry", "行业", role="id"),
        Column("parent_id", "主管部门", role="id", also=("上级单位",)),
        Column("district", "区县", role="id", also=("所属区县", "区(县、市)")),
        Column("contact", "联系人", role="id"),
        Column("phone", "联系电话", role="number", also=("办公电话",)),
        Column(
            "valid_from", "生效日期", "d", in_calendar=False,
            note="改名、换区(县、市)的，原行不动，另加一行：同一编号，新的名称，从这天起。",
        ),
        Column("valid_to", "失效日期", "d", in_calendar=False, note="撤并的填失效日期，不要删行。"),
    ),
)  # fmt: skip

ALIASES = Source(
    name="aliases",
    label=("单位对照表", "names of units and outlets"),
    key=("alias", "kind", "valid_from"),
    columns=(
        Column("alias", "名称", required=True, role="id", also=("别名", "文件中名称"), note="文件里怎么写，就怎么填。"),
        Column(
            "kind", "对象类型", "e", required=True,
            choices={"unit": ("单位", "部门"), "outlet": ("网点", "窗口单位", "窗口")},
        ),
        Column("target_id", "对应编号", required=True, role="id", also=("对应单位编号", "对象编号"), note="单位编号或网点编号。"),
        Column("valid_from", "生效日期", "d", in_calendar=False),
        Column("valid_to", "失效日期", "d", in_calendar=False),
        Column("confirmed_by", "确认人", role="id"),
        Column("confirmed_on", "确认日期", "d", in_calendar=False),
    ),
)  # fmt: skip

OUTLETS = Source(
    name="outlets",
    label=("网点台账", "outlets ledger"),
    key=("outlet_id",),
    columns=(
        Column("outlet_id", "网点编号", required=True, role="id", also=("窗口单位编号", "网点代码"), note="一个窗口单位一个编号，长期不变。"),
        Column("outlet_name", "网点名称", required=True, role="id", also=("窗口单位名称", "窗口单位")),
        Column("industry", "行业", required=True, role="id", also=("所属行业", "行业类别")),
        Column(
            "entity_level", "单位级别", "e", also=("级别", "网点级别"),
            choices={
                "city": ("市级", "市"),
                "county": ("县区级", "区县级", "县级", "区级", "区县"),
                "township": ("乡镇街道级", "乡镇级", "街道级", "镇街级", "乡镇(街道)级"),
                "village": ("村社区级", "村级", "社区级", "村(社区)级"),
            },
        ),
        Column("parent_id", "上级单位", role="id", also=("上级单位编号",)),
        Column("district", "区县", required=True, role="id", also=("所属区县", "区(县、市)", "区县市")),
        Column("township", "乡镇街道", role="id", also=("所属乡镇街道", "镇街", "街镇", "街道", "乡镇")),
        Column("community", "村社区", role="id", also=("社区", "村(社区)")),
        Column("address", "地址", also=("详细地址", "网点地址")),
        Column("longitude", "经度", "f", low=-180, high=180, also=("lng", "lon")),
        Column("latitude", "纬度", "f", low=-90, high=90, also=("lat",)),
        Column("crs", "坐标系", "e", choices=CRS, note="不填的，按本市默认坐标系，并与所在区(县、市)核对。"),
        Column("windows_total", "窗口数", "i", low=0, also=("窗口总数",)),
        Column("staff_full", "专职人数", "i", low=0),
        Column("staff_part", "兼职人数", "i", low=0),
        Column("hall_area_m2", "大厅面积", "f", low=0, also=("面积",)),
        Column("open_hours", "营业时间", role="id", also=("服务时间", "办公时间"), note="如：周一至周五 09:00-17:00; 周六 09:00-12:00。"),
        Column("opened_on", "启用日期", "d", in_calendar=False),
        Column("closed_on", "停用日期", "d", in_calendar=False, note="已停用的填停用日期，不要删行。"),
        Column("is_standardised", "规范化达标", "b", choices=YES_NO, also=("是否规范化达标",)),
        Column("is_island", "海岛", "b", choices=YES_NO, also=("是否海岛",)),
    ),
    extra={"lon_wgs84": pl.Float64(), "lat_wgs84": pl.Float64()},
)  # fmt: skip

GRIDS = Source(
    name="grids",
    label=("网格", "grids"),
    key=("grid_id",),
    columns=(
        Column("grid_id", "网格编号", required=True, role="number", also=("网格代码",)),
        Column("grid_name", "网格名称", required=True, role="id"),
        Column("district", "区县", required=True, role="id", also=("所属区县", "区(县、市)")),
        Column("township", "乡镇街道", role="id", also=("所属乡镇街道", "镇街", "街镇", "街道", "乡镇")),
        Column("community", "村社区", role="id", also=("社区", "村(社区)")),
        Column("population", "人口", "i", low=0, also=("人口数", "常住人口")),
        Column("households", "户数", "i", low=0),
        Column("worker_name", "网格员", role="id", also=("网格员姓名",)),
        Column("worker_count", "网格员数", "i", low=0, also=("网格员人数",), note="专职与兼职合计。"),
        Column("outlet_id", "责任网点", role="id", also=("责任网点编号",), note="责任窗口单位的编号。"),
        Column("crs", "坐标系", "e", choices=CRS),
        Column("geometry", "边界", required=True, role="geometry", also=("wkt", "geom", "边界WKT")),
    ),
    extra={
        "geometry_wkt": pl.String(),
        "lon_wgs84": pl.Float64(),
        "lat_wgs84": pl.Float64(),
        "area_m2": pl.Float64(),
    },
)  # fmt: skip
