"""What to do about a file that cannot be read: next steps that several readers give, in both languages."""

from __future__ import annotations

from agreement_tool.bilingual import Bilingual

CHECK_FILE = Bilingual("请确认文件无误。", "Check that this is the right file.")
FETCH_AGAIN = Bilingual("请从来源处重新获取。", "Fetch it again from where it came.")
SAVE_AGAIN = Bilingual("请用原程序打开并重新保存。", "Open it in its own program and save it again.")
PRINT_IT = Bilingual("请用原程序打开，重新打印为 PDF。", "Open it in its own program and print it to a new PDF.")
GIVE_PASSWORD = Bilingual(
    "请将密码放入环境变量，并用 --password-env 名称 指明。",
    "Put the password in an environment variable and name it: --password-env NAME.",
)
