"""Pages saved in one file."""

from __future__ import annotations

import base64
import quopri

import pytest

from agreement_tool.errors import SourceError
from tests.read.reading import read, texts

PAGE = "<html><body><h1>服务协议</h1><p>第一条 费用</p><p>服务费每月十元，由用户支付。</p>{}</body></html>"


def part(markup: str, encoding: str, charset: str = "utf-8", headers: str = "") -> bytes:
    data = markup.encode(charset)
    body = base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data)
    head = f"Content-Type: text/html; charset={charset}\nContent-Transfer-Encoding: {encoding}\n{headers}\n"
    return head.encode() + body


def mhtml(*parts: bytes) -> bytes:
    head = b'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"\n\n'
    return head + b"".join(b"--B\n" + one + b"\n" for one in parts) + b"--B--\n"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_the_page_is_decoded_and_read(encoding: str, charset: str) -> None:
    document = read("mhtml", mhtml(part(PAGE.format(""), encoding, charset)))
    assert texts(document) == ["服务协议", "第一条 费用", "服务费每月十元，由用户支付。"]
    assert (document.reader, document.unread) == ("mhtml", ())


def test_a_frame_whose_page_is_in_the_file_is_read() -> None:
    inner = part("<p>第二条 责任由双方承担。</p>", "base64", headers="Content-ID: <f1@x>\n")
    document = read("mhtml", mhtml(part(PAGE.format('<iframe src="cid:f1@x"></iframe>'), "base64"), inner))
    assert texts(document)[-1] == "第二条 责任由双方承担。"
    assert document.unread == ()


def test_a_frame_whose_page_is_not_in_the_file_is_told() -> None:
    document = read("mhtml", mhtml(part(PAGE.format('<iframe src="cid:f2@x"></iframe>'), "base64")))
    assert [entry.what for entry in document.unread] == ["frame"]


@pytest.mark.parametrize("data", [b"MIME-Version: 1.0\nContent-Type: image/png\n\nx", mhtml()])
def test_a_file_without_a_page_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError):
        read("mhtml", data)
