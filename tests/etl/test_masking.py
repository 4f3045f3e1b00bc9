import random
import string

import polars as pl
import pytest

from etl.cleaning.masking import mask

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
FULL = str.maketrans("0123456789Xx-+", "０１２３４５６７８９Ｘｘ－＋")


def masked(text):
    return mask(pl.Series([text], dtype=pl.String))[0]


def identity(rng):
    digits = f"{rng.choice(['330206', '110105', '440524'])}{rng.randint(1940, 2012)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(0, 999):03}"
    return (
        digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]
    )


def card(rng):
    digits = "62" + "".join(rng.choices(string.digits, k=16))
    total = sum(
        sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(digits))
    )
    return digits + str(-total % 10)


def phone(rng):
    return f"1{rng.randint(3, 9)}{rng.randint(0, 10**9 - 1):09}"


def spelled(rng, kind):
    number = {"phone": phone, "identity": identity, "card": card}[kind](rng)
    if kind == "phone":
        a, b, c = number[:3], number[3:7], number[7:]
        return rng.choice(
            [
                number,
                f"{a} {b} {c}",
                f"{a}-{b}-{c}",
                f"+86{number}",
                f"+86 {number}",
                f"86-{number}",
                number.translate(FULL),
            ]
        )
    if kind == "identity":
        return rng.choice(
            [
                number,
                number.lower(),
                f"{number[:6]} {number[6:14]} {number[14:]}",
                number.translate(FULL),
            ]
        )
    return rng.choice([number, " ".join(number[i : i + 4] for i in range(0, 19, 4))])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话13800138000和13900139000", "电话*手机号*和*手机号*"),
        ("138 0013 8000 139-0013-9000", "*手机号* *手机号*"),
        ("1380013800013900139000", "*身份证号*"),
        ("１３８００１３８０００", "*手机号*"),
        ("+8613800138000,13900139000", "+*手机号*,*手机号*"),
        ("x13800138000x", "x*手机号*x"),
        ("证件11010519491231002X、13800138000", "证件*身份证号*、*手机号*"),
        ("11010519491231002x 13800138000", "*身份证号* *手机号*"),
        ("110105491231002", "*身份证号*"),
        ("0574-87654321或(0574)87654321", "*座机号*或*座机号*"),
        ("座机：87654321", "座机：*座机号*"),
        ("身份证330206199001011234", "身份证*身份证号*"),
        (None, None),
    ],
)
def test_numbers_of_persons_are_masked(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "工单202403050001234567",
        "快递SF1380013800012",
        "金额1234567.89元，2024-03-05 14:05:00",
        "330206202403050001",
        "统一社会信用代码913302061440712751",
        "周一至周五 0830-1130 1330-1730",
        "请拨打12345或96345",
        "第１２３号，（全角）不变",
        "",
    ],
)
def test_other_numbers_stay_as_they_are(text):
    assert masked(text) == text


def test_of_ten_thousand_numbers_in_any_spelling_none_is_left():
    rng = random.Random(7)
    kinds = rng.choices(["phone", "identity", "card"], k=10_000)
    texts = [
        f"来电反映{spelled(rng, kind)}，{rng.choice(['', '请', '电话'])}{spelled(rng, 'phone')} 尽快处理"
        for kind in kinds
    ]

    result = mask(pl.Series(texts))

    left = result.filter(result.str.contains(r"[0-9０-９](?:[ \-－]?[0-9０-９]){6}"))
    assert left.to_list() == []


def test_of_ten_thousand_lookalikes_at_most_two_in_a_hundred_are_masked():
    rng = random.Random(8)
    alike = [
        lambda: f"GD2024{rng.randint(0, 10**8):08}",
        lambda: f"YT{rng.randint(10**12, 10**13 - 1)}",
        lambda: f"{rng.randint(10**11, 10**12 - 1)}",
        lambda: (
            f"3302062024{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(0, 9999):04}"
        ),
        lambda: f"{rng.randint(10**5, 10**9) / 100:.2f}元",
        lambda: (
            f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02} {rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
        ),
        lambda: f"浙B{rng.randint(10000, 99999)}",
    ]
    texts = pl.Series([f"编号{rng.choice(alike)()}请核实" for _ in range(10_000)])

    changed = (mask(texts) != texts).sum()

    assert changed <= 200
