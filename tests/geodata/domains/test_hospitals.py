"""What a hospital treats is read off its name: general ones come first, special ones are named as such."""

import pytest

from geodata.domains import hospitals
from geodata.store.store import load

STORE = load()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("合川区肿瘤医院（合川区中西医结合医院）", "cancer"),
        ("重庆医科大学附属儿童医院宜宾医院", "children"),
        ("重庆市妇幼保健院（重庆医科大学附属妇女儿童医院）", "maternal"),
        ("四川省某某精神卫生中心", "mental"),
        ("达州市中西医结合医院", "tcm"),
        ("重庆市潼南区中医院", "tcm"),
        ("重庆市急救医疗中心（重庆市第四人民医院）", hospitals.GENERAL),
        ("四川大学华西医院", hospitals.GENERAL),
        ("西南医科大学附属医院", hospitals.GENERAL),
    ],
)
def test_a_hospital_is_what_its_name_says(name, expected):
    assert hospitals.of_hospital(name) == expected


def test_every_special_hospital_of_the_data_is_known_and_no_other():
    table = STORE.get("hospitals").set_index("id")
    special = {id: kind for id, name in table["name_zh"].items() if (kind := hospitals.of_hospital(name))}
    assert special == {
        "health-cqmu-children": "children",
        "health-cqmu-children-yibin": "children",
        "health-sc-children": "children",
        "health-cq-women-children": "maternal",
        "health-qianfeng-mch": "maternal",
        "health-cqu-cancer": "cancer",
        "health-hechuan-cancer": "cancer",
        "health-cqmu-stomatology": "dental",
        "health-tongnan-tcm": "tcm",
        "health-cq-tcm": "tcm",
        "health-dazhou-tcmwm": "tcm",
        "health-mianyang-orthopaedic": "bone",
        "health-guangyuan-mental": "mental",
        "health-nanchong-mental": "mental",
        "health-guangyuan-tcm": "tcm",
        "health-meishan-tcm": "tcm",
        "health-liangshan-tcmwm": "tcm",
        "health-swmu-tcm": "tcm",
        "health-luzhou-tcm": "tcm",
        "health-hejiang-tcm": "tcm",
    }
