"""What to do about a file that cannot be read: next steps that several readers give, in both languages."""

from __future__ import annotations

CHECK_FILE = "请确认文件无误。\x1fCheck that this is the right file."
FETCH_AGAIN = "请从来源处重新获取。\x1fFetch it again from where it came."
SAVE_AGAIN = "请用原程序打开并重新保存。\x1fOpen it in its own program and save it again."
PRINT_IT = "请用原程序打开，重新打印为 PDF。\x1fOpen it in its own program and print it to a new PDF."
GIVE_PASSWORD = (
    "请将密码放入环境变量，并用 --password-env 名称 指明。"
    "\x1fPut the password in an environment variable and name it: --password-env NAME."
)
