"""Words of publishing a list for everyone, a part of the page of people's own lists."""

from geodata.text import Lang, Text

_WORDS = {
    "title": Text("发布给所有人", "Publish for everyone"),
    "intro": Text(
        "维护人可以用自己的名单替换或增补一张表，所有人几秒后看到；每次发布留一个版本，一步可退回。",
        "Maintainers can put a list in the place of a table, or beside its rows; everyone sees it within seconds. Each "
        "time is kept as a version, and one step leads back.",
    ),
    "no_auth": Text(
        "这台服务器没有设置登录，网页上不能发布；管理员可以在服务器上用命令发布（python -m geodata.publish）。",
        "This server has no sign-in, so nothing can be published here; its administrator can publish on the server "
        "itself (python -m geodata.publish).",
    ),
    "sign_in": Text("登录", "Sign in"),
    "sign_in_told": Text(
        "只有维护人可以发布。登录要离开本页，登录后回到这里。",
        "Only maintainers can publish. Signing in leaves this page and comes back to it.",
    ),
    "sign_out": Text("退出登录", "Sign out"),
    "as": Text("已登录：{email}", "Signed in as {email}"),
    "not_maintainer": Text(
        "{email} 不是这台服务器的维护人，不能发布。要加入请找管理员。",
        "{email} is no maintainer of this server and cannot publish. Its administrator can change that.",
    ),
    "unverified": Text(
        "登录服务没有证实这个邮箱属于您，不能发布。",
        "The sign-in service does not vouch for this address, so it cannot publish.",
    ),
    "stale": Text(
        "登录已超过12小时，请重新登录后发布。", "You signed in more than 12 hours ago: sign in again to publish."
    ),
    "no_list": Text("先在上面放一份名单，再来发布。", "Put a list on the page above first, then publish it here."),
    "list": Text("哪份名单", "Which list"),
    "table": Text("发布为", "Publish as"),
    "way": Text("怎样发布", "How"),
    "replace": Text("替换整张表", "In place of the table"),
    "extend": Text("增补（已有的行更新，其余不动）", "Beside its rows (those known are updated)"),
    "why": Text("为什么发布", "What for"),
    "why_hint": Text("如：9月民政局名单", "as: the bureau's list of September"),
    "ask": Text(
        "文件里没有、表里必填的列：全部行统一填写", "Columns the table needs and the file lacks: one value for all rows"
    ),
    "preview": Text("预览有什么变化", "Preview what would change"),
    "working": Text("正在试发布，检查全部数据…", "Trying it against all data …"),
    "publishing": Text("正在发布…", "Publishing …"),
    "would": Text("发布后的变化", "What would change"),
    "publish": Text("发布给所有人", "Publish for everyone"),
    "cancel": Text("不发布", "Do not publish"),
    "refused": Text("不能发布：{told}", "Not published: {told}"),
    "failed": Text(
        "出了差错，什么也没有发布（原因见服务器日志）。",
        "Something went wrong; nothing was published (the log says why).",
    ),
    "done": Text(
        "已发布第{n}版（数据版本 {version}），所有人几秒后看到。",
        "Version {n} is published (data version {version}); everyone sees it within seconds.",
    ),
    "versions": Text("发布过的版本", "Versions published"),
    "none": Text("还没有发布过。", "Nothing was published yet."),
    "undo": Text("退回上一步", "One step back"),
    "number": Text("版", "Version"),
    "when": Text("时间", "When"),
    "who": Text("谁", "Who"),
    "what": Text("内容", "What"),
    "table_column": Text("表", "Table"),
    "added": Text("新增", "Added"),
    "removed": Text("删除", "Removed"),
    "changed": Text("改动", "Changed"),
    "removes": Text("将从表中删除{n}行。", "{n:row|rows} will be taken out of the table."),
    "listed": Text("逐行看", "Row by row"),
    "change": Text("变化", "Change"),
    "of": Text("条目", "Entry"),
    "headline": Text("主要数字", "Headline number"),
    "then": Text("现在", "Now"),
    "now": Text("发布后", "Then"),
    "row": Text("行", "Row"),
    "column": Text("列", "Column"),
    "value": Text("现在的内容", "What stands there"),
    "expected": Text("应为", "Expected"),
    "elsewhere": Text("别的表", "another table"),
    "more": Text("另有{n}处。", "{n:more cell|more cells}."),
}


def word(name: str, lang: Lang) -> str:
    """Return a word of this part."""
    return _WORDS[name].say(lang)
