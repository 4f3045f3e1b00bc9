"""Words of reported and computed on time, side by side, on the page 数据质量."""

WORDS: dict[str, tuple[str, str]] = {
    "data_flags.flags_head": ("自报按时与计算结果", "Reported and computed on time"),
    "data_flags.flags_says": (
        "自报一致率{share}（{parts}）；来源系统自报按时{reported}，按时限计算{computed}。",
        "{share} agree ({parts}); the source reports {reported} on time, the deadlines give {computed}.",
    ),
    "data_flags.flags_folded": ("自报与计算对照表", "Reported beside computed, as a table"),
    "data_flags.flags_note": (
        "本期到期且两者都有的办件；另有{bare}到期而没有自报标志。按时办结率只用计算结果。",
        "Cases due in the period that have both; {bare} more {bare:is|are} due without a flag. On-time completion uses the computed one only.",
    ),
    "data_flags.reported": ("来源系统自报", "The source says"),
    "data_flags.reported_yes": ("自报按时", "on time"),
    "data_flags.reported_no": ("自报超期", "late"),
    "data_flags.computed_on_time": ("计算按时", "Computed on time"),
    "data_flags.computed_late": ("计算超期", "Computed late"),
    "data_flags.together": ("合计", "Together"),
    "data_flags.flags_cases": ("不一致的办件", "Cases that differ"),
    "data_flags.flag_yes_late": (
        "自报按时、计算超期 {count}",
        "Reported on time, computed late: {count}",
    ),
    "data_flags.flag_no_on_time": (
        "自报超期、计算按时 {count}",
        "Reported late, computed on time: {count}",
    ),
}
