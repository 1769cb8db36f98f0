"""Words of briefings, in both languages."""

from typing import Final

from geodata.text import Text
from pages._ui.words.common import SEE_CHANGES

ADD: Final = Text("加入简报", "Add to the briefing")
ADDED: Final = Text("已加入简报，共{n}个画面", "Added to the briefing, now of {n:scene|scenes}")
WHICH: Final = Text("加到哪一份简报？", "Add to which briefing?")
WHICH_HINT: Final = Text("只问这一次，以后都加到这一份。", "Asked this once: later scenes are added to the same one.")
TO_SHIPPED: Final = Text("接在自带的简报后面（{n}个画面）", "To the built-in briefing, behind its {n:scene|scenes}")
TO_OWN: Final = Text("新建一份我的简报", "To a new briefing of my own")
MORE: Final = Text("备注、移到第…位、复制、删除", "Notes, move to a position, duplicate, remove")
MOVE_TO: Final = Text("移到第…位", "Move to position …")
UNDO: Final = Text("撤销", "Undo")
OPENED: Final = Text("已打开文件，原来的简报收起来了。", "The file is open; the briefing before it was put aside.")
RESET: Final = Text("已换回自带的简报，你的简报收起来了。", "The built-in briefing is back; yours was put aside.")
CLEARED: Final = Text("画面已全部移除。", "All scenes were removed.")
RESET_ELSEWHERE: Final = Text(
    "在另一个窗口里换回了自带的简报，你的简报收起来了。",
    "The built-in briefing was brought back in another window; yours was put aside.",
)
TOGETHER: Final = Text(
    "另一个窗口也改了这份简报，两边的改动已合在一起。",
    "This briefing was changed in another window too; both changes have been put together.",
)
TOGETHER_CUT: Final = Text(
    "另一个窗口也改了这份简报，两边的改动已合在一起；放不下的最后{n}个画面没有加入。",
    "This briefing was changed in another window too; both changes have been put together, without the last "
    "{n:scene|scenes}, which would not fit.",
)
FETCHING: Final = Text("正在取回这台电脑上保存的简报……", "Fetching the briefing kept on this computer …")
REMOVED: Final = Text("已删除画面“{title}”。", "The scene “{title}” was removed.")
OWN_TITLE: Final = Text("我的简报", "My briefing")
TITLE: Final = Text("简报标题", "Title of the briefing")
SHOW: Final = Text("开始放映", "Present")
SHOW_FROM: Final = Text("从这里放映", "Present from here")
KEYS: Final = Text(
    "F5 从头放映，Shift+F5 从预览的画面放映。放映时：→、翻页键或空格下一页，← 上一页；Home 首页，End 末页，"
    "数字加回车跳到该页；B 或句号黑屏，W 白屏，再按任意键回来；N 备注窗口，T 计时归零，A 自动播放，F 全屏，Esc 退出。",
    "F5 presents from the first scene, Shift+F5 from the one previewed. While presenting: → or Page Down or space for "
    "the next, ← back; Home the first, End the last, a number and Enter that one; B or a full stop makes the screen "
    "black, W white, any key brings it back; N opens the notes window, T resets the clock, A plays by itself, F full "
    "screen, Esc leaves.",
)
BLACK: Final = Text("已黑屏，按任意键回来。", "The screen is black. Press any key to return.")
WHITE: Final = Text("已白屏，按任意键回来。", "The screen is white. Press any key to return.")
SLIDES: Final = Text("共{n}个画面", "{n:scene|scenes}")
SLIDE_TITLE: Final = Text("画面标题", "Title of the scene")
NOTES: Final = Text("备注（只给讲的人看）", "Notes, for the presenter only")
UP: Final = Text("上移", "Move up")
DOWN: Final = Text("下移", "Move down")
COPY: Final = Text("复制一份", "Duplicate")
REMOVE: Final = Text("删除", "Remove")
PREVIEW: Final = Text("预览", "Preview")
OPEN: Final = Text("到页面里修改", "Open on its page")
EMPTY: Final = Text(
    "简报里还没有画面。到任一地图页调好视图，点侧栏里的“加入简报”。",
    "There is no scene yet. Set up a view on any map page and choose “Add to the briefing” in the side bar.",
)
SAVE: Final = Text("存为文件", "Save to a file")
LOAD: Final = Text("打开简报文件", "Open a briefing file")
LEFT_OUT: Final = Text("文件里这些内容已不适用，已略过：", "Parts of the file that no longer fit were left out:")
BROKEN: Final = Text("这个文件打不开，现有简报没有改动：", "This file cannot be opened; your briefing is unchanged:")
DEFAULT: Final = Text("换回自带的简报", "Back to the built-in briefing")
CLEAR: Final = Text("清空", "Remove all")
CHANGED: Final = Text(
    "编写时数据版本 {old}，现为 {new}：图上和句中的数字按现在的数据；备注里手写的数字请核对。",
    "Written with data version {old}, now {new}: numbers on maps and in sentences are those of now; check the numbers "
    "typed into notes.",
)
WHAT_CHANGED: Final = SEE_CHANGES
ACCEPT: Final = Text("已核对，按新版本", "Checked: take the new version")
VERSION: Final = Text("数据版本 {version}", "Data version {version}")
EXPORTS: Final = Text("导出整份简报", "Export the whole briefing")
FORMATS: Final = {
    "pptx": Text("PowerPoint（可编辑文字）", "PowerPoint, text can be edited"),
    "pdf-a4": Text("PDF · A4", "PDF, A4"),
    "pdf-a3": Text("PDF · A3", "PDF, A3"),
    "html": Text("单个网页文件（双击即放，不联网）", "One HTML file: double click, no network"),
    "png": Text("图片 · PNG（每个画面一张）", "Pictures, PNG: one per scene"),
    "svg": Text("图片 · SVG（矢量，每个画面一张）", "Pictures, SVG: one per scene"),
    "zip": Text("数据包（GeoPackage、Excel、QGIS 样式）", "Data pack: GeoPackage, Excel, QGIS styles"),
}
MAKE: Final = Text("生成", "Make")
STOP: Final = Text("停止", "Stop")
DOWNLOAD: Final = Text("下载 {name}（{size}）", "Download {name} ({size})")
STATES: Final = {
    "waiting": Text("排队中……", "Waiting for its turn …"),
    "running": Text("正在生成 {done}/{of}", "Making {done} of {of}"),
    "failed": Text("没有做成，请再试一次；若仍不成，请把画面减少一些。", "It failed. Try again, or with fewer scenes."),
    "stopped": Text("已停止。", "Stopped."),
}
CHECK: Final = Text("会前检查这台电脑", "Check this PC before the meeting")
CHECKING: Final = Text("正在检查……", "Checking …")
CHECK_HEAD: Final = Text("检查结果", "Result")
OF: Final = Text("第 {n} / {of} 页", "{n} / {of}")
NEXT: Final = Text("下一页", "Next")
BACK: Final = Text("上一页", "Back")
LEAVE: Final = Text("退出放映", "Leave")
NEXT_IS: Final = Text("下一页：", "Next: ")
NO_NOTES: Final = Text("这一页没有备注。", "There are no notes for this one.")
BLOCKED: Final = Text("浏览器拦住了备注窗口，请允许弹出。", "The browser blocked the notes window: allow pop-ups.")
NOTES_BUTTON: Final = Text("备注 N", "Notes N")
RESET_BUTTON: Final = Text("计时归零 T", "Reset clock T")
FULL_BUTTON: Final = Text("全屏 F", "Full screen F")
AUTO_BUTTON: Final = Text("自动播放 A", "Autoplay A")
AUTO_ON: Final = Text("每页{seconds}秒 A", "{seconds} s a page A")

# What a check may find: level (ok, warn, bad) → words.
CHECKS: Final = {
    "webgl": {
        "ok": Text("显卡绘图可用（{value}）", "The graphics card can draw ({value})"),
        "warn": Text(
            "用处理器代替显卡绘图（{value}）：能放，翻页稍慢；可改用单个网页文件",
            "Drawn by the processor ({value}): it works, pages turn slower; the HTML file is an alternative",
        ),
        "bad": Text("没有 WebGL：自动改用轻量地图", "No WebGL: the light map is used by itself"),
    },
    "browser": {
        "ok": Text("浏览器合适（{value}）", "The browser is suitable ({value})"),
        "warn": Text(
            "浏览器偏旧（{value}）：若显示不全，请用单个网页文件",
            "An old browser ({value}): if parts are missing, use the HTML file",
        ),
    },
    "font": {
        "ok": Text("有中文字体", "A Chinese font is installed"),
        "bad": Text(
            "没有中文字体：请用 PDF，其中带有字体",
            "No Chinese font: use the PDF, which has its own",
        ),
    },
    "screen": {
        "ok": Text("屏幕 {value}，够用", "Screen {value}: large enough"),
        "warn": Text("屏幕 {value}，偏小：图例会收起", "Screen {value} is small: legends fold away"),
    },
    "data": {
        "ok": Text("{value} 份图形数据都取得到", "All {value} drawings can be fetched"),
        "bad": Text(
            "{value} 份图形数据取不到：请检查网络，或用单个网页文件",
            "{value} drawings cannot be fetched: check the network, or use the HTML file",
        ),
    },
    "speed": {
        "ok": Text("服务器应答 {value} 毫秒", "The server answers in {value} ms"),
        "warn": Text(
            "服务器应答偏慢（{value} 毫秒）：翻页会等，可改用单个网页文件",
            "The server is slow ({value} ms): pages will wait; the HTML file does not",
        ),
    },
    "fullscreen": {
        "ok": Text("可以全屏", "Full screen is possible"),
        "warn": Text("浏览器不让网页全屏：请按 F11", "The browser keeps pages from full screen: press F11"),
    },
    "path": {
        "ok": Text("网址与服务器的设置一致", "The address agrees with the server's setting"),
        "bad": Text(
            "网址是 {value}，与服务器设置的路径不符，图形和链接会打不开：请管理员以 BASE=路径 make run 重启",
            "The address is {value}, which is not where the server believes to be: drawings and links will fail. Have "
            "it started with BASE=path make run",
        ),
    },
    "link": {
        "ok": Text("链接和二维码印 {value}，别人打得开", "Links and QR codes lead to {value}: others can open it"),
        "warn": Text(
            "现用的是本机地址，别人打不开，链接和二维码都不印。要印，请管理员设公开地址后重启："
            "PUBLIC=https://域名 make run（环境变量 CHENGYU_PUBLIC）",
            "This is the machine's own address, which others cannot open: links and QR codes are left out. To print "
            "them, have it started with its public address: PUBLIC=https://name make run (environment: CHENGYU_PUBLIC)",
        ),
    },
}
