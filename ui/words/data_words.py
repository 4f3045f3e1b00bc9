"""Words of the meanings of words on the data page."""

WORDS: dict[str, tuple[str, str]] = {
    "data_words.head": ("说明不认识的取值", "Say what unknown words mean"),
    "data_words.says": (
        "下列取值不在允许的取值之内，所在的行不采用。能确定含义的请选定，其余留作待更正。",
        "These words are no known values, so their rows are not used. Choose a meaning where it is "
        "certain; the others stay to be corrected.",
    ),
    "data_words.word": ("{word}（{count}行）", "{word} ({count} {count:row|rows})"),
    "data_words.left": ("仍为待更正", "Still to be corrected"),
    "data_words.nothing": ("没有值", "No value"),
    "data_words.several": (
        "此文件有几类数据，取值的含义不能在此一并说明；请按类别分成几个文件上传，或写对照文件。",
        "This file holds several kinds of export, so what its words mean cannot be said here. Upload one "
        "file per kind, or write a mapping.",
    ),
    "data_words.keep": (
        "以后同类名称的文件也这样读取",
        "Read later files of such a name in the same way",
    ),
}
