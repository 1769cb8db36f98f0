"""What the member table says about each alliance: how many members a side, and whether it crosses the border."""

import pandas as pd


def sides(members: pd.DataFrame) -> pd.DataFrame:
    """Count the listed members of each alliance per side.

    Args:
        members: alliance_id and province of each member.

    Returns:
        Indexed by alliance_id: members_sichuan, members_chongqing (Int64), cross_border (members on both sides).
    """
    counted = members.groupby("alliance_id")["province"].value_counts().unstack(fill_value=0)
    frame = pd.DataFrame(
        {
            "members_sichuan": counted.get("四川省", 0),
            "members_chongqing": counted.get("重庆市", 0),
        },
        index=counted.index,
    ).astype("Int64")
    frame["cross_border"] = (frame > 0).all(axis=1)
    return frame


def with_sides(alliances: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Add members_sichuan, members_chongqing and cross_border to the alliances; missing where no member is listed."""
    joined = alliances.merge(sides(members), left_on="id", right_index=True, how="left", validate="1:1")
    return joined.assign(cross_border=joined["cross_border"].astype("boolean"))


def members_with_alliance(members: pd.DataFrame, alliances: pd.DataFrame) -> pd.DataFrame:
    """Add to each member its alliance's field, form, founding (``since``) and how its members lie on the two sides.

    Args:
        members: alliance_id and province of each.
        alliances: id, name_zh, name_en, field, form, founded of each.

    Returns:
        The columns of ``members``, then field, form, since, cross_border_zh, cross_border_en (missing where all
        members listed sit on one side).
    """
    named = with_sides(alliances, members).set_index("id")
    own = named.loc[members["alliance_id"]].reset_index(drop=True)
    both = own["cross_border"].fillna(False).to_numpy(dtype=bool)
    counts = list(zip(own["members_sichuan"], own["members_chongqing"], strict=True))
    zh = [f"{name}：四川{a}家、重庆{b}家" for name, (a, b) in zip(own["name_zh"], counts, strict=True)]
    en = [f"{name}: {a} in Sichuan, {b} in Chongqing" for name, (a, b) in zip(own["name_en"], counts, strict=True)]
    return members.assign(
        field=own["field"].to_numpy(),
        form=own["form"].to_numpy(),
        since=own["founded"].to_numpy(),
        cross_border_zh=pd.Series(zh, index=members.index).where(both),
        cross_border_en=pd.Series(en, index=members.index).where(both),
    )


def several(members: pd.DataFrame) -> pd.DataFrame:
    """Return who sits in more than one alliance.

    Args:
        members: name_zh, name_en, side and alliance_id of each member; the same name is the same institution.

    Returns:
        name_zh, name_en, side, alliances (how many), alliance_ids (";"), most first.
    """
    grouped = members.groupby("name_zh", sort=False)
    table = grouped.agg(
        name_en=("name_en", "first"),
        side=("side", "first"),
        alliances=("alliance_id", "nunique"),
        alliance_ids=("alliance_id", lambda ids: ";".join(dict.fromkeys(ids))),
    ).reset_index()
    return table[table["alliances"] > 1].sort_values("alliances", ascending=False, kind="stable", ignore_index=True)


def without(members: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Return the units in which no member sits.

    Args:
        members: adcode_today of each.
        units: adcode of cities or counties: a member lies in the county of its code, and in the city that holds it.

    Returns:
        The columns of ``units``, in their order.
    """
    held = {code for adcode in members["adcode_today"] for code in (adcode, adcode[:4] + "00")}
    return units[~units["adcode"].isin(list(held))].reset_index(drop=True)
