"""A sentence in both languages of the tool.

It stands below every layer: errors carry such sentences, and the model's doubts, findings and changes do.
"""

from __future__ import annotations

from collections.abc import Iterable

from agreement_tool.frozen import frozen


@frozen
class Bilingual:
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        """The sentence in `lang` ('zh' or 'en')."""
        return self.en if lang == "en" else self.zh

    def __str__(self) -> str:
        """Both, for logs and tracebacks, which know no language of the session."""
        return self.zh if self.zh == self.en else f"{self.zh} / {self.en}"

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


Sentence = Bilingual | str
"""A sentence in both languages; a plain string is the same in both (a file's name, YYYY-MM-DD)."""


def bilingual(sentence: Sentence) -> Bilingual:
    """The sentence in both languages; a plain string stands for both."""
    return sentence if isinstance(sentence, Bilingual) else Bilingual(sentence, sentence)


def joined(sentences: Iterable[Sentence], zh: str, en: str) -> Bilingual:
    """The sentences one after another, divided by `zh` in Chinese and by `en` in English."""
    both = [bilingual(sentence) for sentence in sentences]
    return Bilingual(zh.join(one.zh for one in both), en.join(one.en for one in both))
