"""Laws and their provisions as values: `laws.yaml` and `provisions.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, get_args

from agreement_tool.frozen import frozen
from agreement_tool.model import Bilingual
from agreement_tool.text.numerals import write_han
from agreement_tool.text.tables import table

Demand = Literal["prompt", "tell", "notice-days", "consent", "agreement", "form", "content", "limit", "void"]
"""What a provision asks for; the head of provisions.yaml says what each means."""
Applies = Literal["consumer", "platform", "merchant", "processor", "employer", "lender"]
Verified = Literal["text", "second-hand", "none"]
DEMANDS: tuple[Demand, ...] = get_args(Demand)
APPLIES: tuple[Applies, ...] = get_args(Applies)


@frozen
class Amendment:
    """One amendment of a law, and whether the amended text was read."""

    date: str
    by: str
    read: bool


@frozen
class Law:
    """One law, regulation or interpretation."""

    key: str
    title: str
    """Exact, without 《》 around it."""
    short: Bilingual
    """What lawyers call it."""
    number: str
    """Of the order or interpretation, as printed; '' where none was read."""
    amendments: tuple[Amendment, ...]
    in_force_from: str
    """ISO date; '' for laws that are no longer in force."""
    until: str
    """ISO date of the last day in force; '' while it is."""
    replaced_by: str
    divided_into: str
    """What its articles are called: 条, for one text 部分."""

    def in_force(self, on: str) -> bool:
        """Whether the law is in force on an ISO date."""
        return self.in_force_from <= on and (not self.until or on <= self.until)


@frozen
class Provision:
    """One provision: an article, or one paragraph or item of it."""

    key: str
    law: Law
    article: int | None
    """None where only a quotation without its number was found."""
    paragraph: int | None
    item: int | None
    demand: tuple[Demand, ...]
    applies_to: tuple[Applies, ...]
    """Whom it protects or binds; () for anybody."""
    days: int | None
    """For notice-days: how many days ahead at least."""
    days_many: int | None
    """The same where many users or major interests are touched."""
    says: Bilingual
    """In our own words, shortened."""
    verified: Verified
    read_at: str
    """Year and month; '' where no text was found."""
    read_where: str

    @property
    def consumers_only(self) -> bool:
        """Whether it protects consumers and users of platforms only."""
        return bool(self.applies_to) and set(self.applies_to) <= {"consumer", "platform"}

    @property
    def place(self) -> str:
        """第十四条第二款, 第二部分第2项; '' where the article's number is not known."""
        if self.article is None:
            return ""
        place = f"第{write_han(self.article)}{self.law.divided_into}"
        place += f"第{write_han(self.paragraph)}款" if self.paragraph else ""
        return place + (f"第{write_han(self.item)}项" if self.item else "")

    @property
    def citation(self) -> str:
        """《中华人民共和国民法典》第四百九十六条第二款; titles inside the title in 〈〉."""
        inside = self.law.title.replace("《", "〈").replace("》", "〉")
        return f"《{inside}》{self.place}"

    @property
    def short(self) -> Bilingual:
        """《民法典》第四百九十六条第二款, Civil Code art. 496 (2)."""
        english = f"{self.law.short.en} art. {self.article}" if self.article else self.law.short.en
        if self.article and self.law.divided_into != "条":
            english = f"{self.law.short.en} part {self.article}"
        english += f" ({self.paragraph})" if self.paragraph else ""
        english += f" no. {self.item}" if self.item else ""
        return Bilingual(f"《{self.law.short.zh}》{self.place}", english)

    @property
    def source(self) -> str:
        """What was read, and what is known not to have been: 法释〔2023〕13号，2023-12-05起施行."""
        unread = [f"{change.date}{change.by}（修正文本未核）" for change in self.law.amendments if not change.read]
        parts = (self.law.number, f"{self.law.in_force_from}起施行", *unread, self.read_where)
        return "，".join(part for part in parts if part)

    @property
    def checked(self) -> str:
        """How it was verified, in words: 2026-11 核对原文, 仅据二手引文, 未见原文."""
        words = {"text": f"{self.read_at} 核对原文", "second-hand": f"{self.read_at} 仅据二手引文", "none": "未见原文"}
        return words[self.verified]


@cache
def laws() -> Mapping[str, Law]:
    """Every law by its key, in the file's order."""
    return {key: _law(key, row) for key, row in table("agreement_tool.law", "laws").items()}


@cache
def provisions() -> Mapping[str, Provision]:
    """Every provision by its key, in the file's order."""
    return {key: _provision(key, row) for key, row in table("agreement_tool.law", "provisions").items()}


def cited(keys: Iterable[str], lang: str = "zh") -> str:
    """Short citations of several provisions in one: 《民法典》第五百八十六条第二款、第五百八十七条第一款."""
    said = ""
    last: Law | None = None
    for key in keys:
        provision = provisions()[key]
        text = provision.short.in_language(lang)
        if lang != "en" and provision.law is last:
            text = provision.place
        said += ("; " if lang == "en" else "、") * bool(said) + text
        last = provision.law
    return said


def repealed(title: str) -> Law | None:
    """The law of that exact title (with or without 中华人民共和国) when it is no longer in force."""
    gone = (law for law in laws().values() if law.until)
    return next((law for law in gone if title in (law.title, law.title.removeprefix("中华人民共和国"))), None)


def _law(key: str, row: Mapping[str, Any]) -> Law:
    title = row["title"]
    short = row.get("short", {"zh": title.removeprefix("中华人民共和国"), "en": title})
    return Law(
        key,
        title,
        Bilingual(**short),
        row.get("number", ""),
        tuple(Amendment(str(each["date"]), each["by"], each["read"]) for each in row.get("amendments", ())),
        str(row.get("in_force_from", "")),
        str(row.get("until", "")),
        row.get("replaced_by", ""),
        row.get("divided_into", "条"),
    )


def _provision(key: str, row: Mapping[str, Any]) -> Provision:
    return Provision(
        key,
        laws()[row["law"]],
        row.get("article"),
        row.get("paragraph"),
        row.get("item"),
        tuple(row["demand"]),
        tuple(row.get("applies_to", ())),
        row.get("days"),
        row.get("days_many"),
        Bilingual(**row["says"]),
        row["verified"],
        str(row.get("read_at", "")),
        row.get("read_where", ""),
    )
