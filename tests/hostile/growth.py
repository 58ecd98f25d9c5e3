"""How the cost grows with the input: user seconds of each stage, doubled and doubled again.

    python -m tests.hostile.growth [--calls] [--only PATTERN] [--start KB] [--limit MB] [--hostile] [--repeats 5]
        [--most 2.3]

Ordinary agreements in every format, and with --hostile the families of hostile inputs, are read, built, stored,
checked, flagged, compared and exported in a child process each, at twice the size every time. Prints the seconds of
each stage and its ratio to the step before; exits 1 when a ratio is above `--most`. Steps below a floor say nothing,
for what is constant outweighs what grows. With --calls function calls are counted, in millions: no busy machine
changes them, and they do not show what native code costs.
"""

from __future__ import annotations

import argparse
import cProfile
import fnmatch
import html
import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from agreement_tool.text.numerals import write_numeral
from tests.diff.mutations import SENTENCES
from tests.hostile.families import CASES, Maker, pages
from tests.hostile.files import html_bytes
from tests.read.docx.word import docx, p
from tests.read.ofd import making

if TYPE_CHECKING:
    from agreement_tool.model import Agreement

Meter = Callable[[Callable[[], Any]], float]
"""What some work costs."""

FLOOR = 0.1
"""Processor seconds, or millions of calls, of a stage below which its growth is not judged."""
MOST = 2.3
"""How many times as long twice the input may take."""
REPEATS = 5
"""How often every step is measured; of each stage the least counts, for a busy machine only adds."""
SECONDS = 120
"""What all stages of one size may take, after which the series ends."""
_NUMERALS = "一二三四五六七八九十"
_LINES_A_PAGE = 40
_ADDED = "另有约定的除外。"


def lines(size: int) -> list[str]:
    """An agreement of about `size` bytes of UTF-8: articles with a heading, two paragraphs and three items, all
    different. Numbers are Chinese: they are read as such to 9,999, Arabic ones to 999."""
    chance, made, found = random.Random(16), 0, ["用户服务协议"]
    for number in range(1, size):
        if made >= size:
            break
        article = [f"第{write_numeral(number, 'han')}条 第{number}类事项"]
        article += [_sentence(chance, number) for _ in range(2)]
        article += [f"（{_NUMERALS[item]}）{_sentence(chance, number)}" for item in range(3)]
        made += sum(len(line.encode()) for line in article)
        found += article
    return found


def _sentence(chance: random.Random, number: int) -> str:
    refers = f"依照第{write_numeral(chance.randrange(1, number + 1), 'han')}条处理。" if chance.random() < 0.2 else ""
    return f"就编号{number}的事项，{''.join(chance.sample(SENTENCES, 2))}{refers}"


def _text(size: int) -> bytes:
    return "\n".join(lines(size)).encode()


def _markdown(size: int) -> bytes:
    title, *body = lines(size)
    marked = (f"## {line}" if line.startswith("第") else line.replace("应当", "**应当**") for line in body)
    return "\n\n".join([f"# {title}", *marked]).encode()


def _html(size: int) -> bytes:
    title, *body = lines(size)
    marked = (f"<p>{html.escape(line).replace('应当', '<b>应当</b>')}</p>" for line in body)
    return html_bytes(f"<h1>{title}</h1>{''.join(marked)}")


def _docx(size: int) -> bytes:
    return docx("".join(p(line, run="<w:b/>" if line.startswith("第") else "") for line in lines(size)))


def _mhtml(size: int) -> bytes:
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return head + _html(size)


def _wrapped(size: int) -> Iterator[list[str]]:
    """Pages of lines of at most 36 characters."""
    short = [line[at : at + 36] for line in lines(size) for at in range(0, len(line), 36)]
    for start in range(0, len(short), _LINES_A_PAGE):
        yield short[start : start + _LINES_A_PAGE]


def _ofd(size: int) -> bytes:
    made = making.Ofd()
    for page in _wrapped(size):
        rows = (making.text(line, making.LEFT, making.TOP + 6 * row) for row, line in enumerate(page))
        made.pages.append("".join(rows))
    return made.bytes()


def _pdf(size: int) -> bytes:
    """Chinese in a font that the reader brings along (STSong-Light, by its character collection)."""
    import io

    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    for page in _wrapped(size):
        canvas.setFont("STSong-Light", 12)
        for row, line in enumerate(page):
            canvas.drawString(72, 790 - 18 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _yaml(size: int) -> bytes:
    from agreement_tool.store import codec

    return codec.dump(replace(_agreement("x.txt", _text(size)), id="x", version="1")).encode()


def _agreement(name: str, data: bytes) -> Agreement:
    from agreement_tool.read.base import ReadOptions
    from agreement_tool.read.registry import kind_of, reader_of
    from agreement_tool.structure.build import build

    return build(reader_of(kind_of(data, name)).read(data, name=name, options=ReadOptions(ocr="never"))).agreement


ORDINARY: dict[str, Callable[[int], bytes]] = {
    "ordinary.txt": _text,
    "ordinary.md": _markdown,
    "ordinary.html": _html,
    "ordinary.mhtml": _mhtml,
    "ordinary.docx": _docx,
    "ordinary.ofd": _ofd,
    "ordinary.pdf": _pdf,
    "ordinary.yaml": _yaml,
    "equal pages.pdf": lambda size: pages(max(1, size // 110), b"BT /F 12 Tf 72 700 Td (1. Terms of service) Tj ET"),
}
"""Name -> maker of about so many bytes (of text, where the format packs it)."""
WHOLLY = frozenset({"ordinary.txt", "ordinary.yaml"})
"""What is measured to the end; of the rest the reading and the tree, for what follows does not know the format."""


def stages(
    name: str, data: bytes, meter: Meter, *, only_reading: bool = False, forking: bool = False
) -> Iterator[tuple[str, float]]:
    """Each stage of the work on a file, and what `meter` says of it.

    `only_reading`: up to the tree. `forking`: what follows the tree is done in a child for each stage, for it is the
    work of different commands, of which none has filled what another remembers.
    """
    from agreement_tool.diff.compare import compare
    from agreement_tool.pipeline.audit import view_of
    from agreement_tool.pipeline.publish import app_file
    from agreement_tool.pipeline.review import Options, Subject, review
    from agreement_tool.store import codec

    made: dict[str, Any] = {}
    for stage, work in _up_to_the_tree(name, data, made):
        yield stage, meter(work)
    if only_reading:
        return
    agreement = made["agreement"]

    def clock(work: Callable[[], Any]) -> float:
        return apart(work, meter) if forking else meter(work)

    if not name.endswith(".yaml"):
        yield "store", clock(lambda: codec.load(codec.dump(agreement)))
    yield "check", clock(lambda: review(Subject(agreement, name), Options(ignore=("EMP",))))
    yield "flag", clock(lambda: view_of(agreement, name))
    yield "diff", clock(lambda: compare(agreement, _revised(agreement)))
    yield "export", clock(lambda: b"".join(app_file(agreement)))


def _up_to_the_tree(name: str, data: bytes, made: dict[str, Any]) -> Iterator[tuple[str, Callable[[], None]]]:
    """Reading and structure; `made["agreement"]` is what comes of them."""
    from agreement_tool.read.base import ReadOptions
    from agreement_tool.read.registry import kind_of, reader_of
    from agreement_tool.store import codec
    from agreement_tool.structure.build import build

    def load() -> None:
        made["agreement"] = codec.load(data.decode("utf-8", "replace"), name=name).agreement

    def read() -> None:
        made["read"] = reader_of(kind_of(data, name)).read(data, name=name, options=ReadOptions(ocr="never"))

    def structure() -> None:
        made["agreement"] = replace(build(made["read"]).agreement, id="x", version="1")

    if name.endswith(".yaml"):
        yield "load", load
    else:
        yield "read", read
        yield "structure", structure


def _used() -> float:
    """User seconds of the processor, of this process and of its children that have ended: what the system does for a
    process (it hands out memory, above all) depends on what other processes do."""
    return sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def seconds_of(work: Callable[[], Any]) -> float:
    """User seconds of the processor."""
    began = _used()
    work()
    return _used() - began


def calls_of(work: Callable[[], Any]) -> float:
    """Function calls in this process, in millions: what Python code does, and the same on every machine."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats()) / 1e6


def apart(work: Callable[[], Any], meter: Meter) -> float:
    """`meter` of work that is done in a child."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(write_end, repr(meter(work)).encode())
        finally:
            os._exit(0)
    os.close(write_end)
    told = os.read(read_end, 64)
    os.close(read_end)
    os.waitpid(child, 0)
    if not told:
        raise RuntimeError("the work broke off")
    return float(told)


def _revised(agreement: Agreement) -> Agreement:
    """The agreement with words changed in every seventh of its clauses, and every thirtieth taken out."""
    kept = [clause for place, clause in enumerate(agreement.clauses) if place % 30 != 29]
    changed = [
        replace(clause, spans=(replace(clause.spans[0], text=clause.spans[0].text + _ADDED), *clause.spans[1:]))
        if place % 7 == 3 and clause.spans
        else clause
        for place, clause in enumerate(kept)
    ]  # fmt: skip
    return replace(agreement, clauses=tuple(changed))


@dataclass(frozen=True, slots=True)
class Step:
    """What one size of an input costs."""

    name: str
    bytes: int
    costs: Mapping[str, float]
    """Stage -> seconds, or millions of calls."""
    fault: str = ""


def measured(name: str, data: bytes, *options: str) -> Step:
    """The stages of one input, in a child with bounds."""
    command = [sys.executable, "-m", "tests.hostile.growth", "--stages", name, *options]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=10 * SECONDS)
    except subprocess.TimeoutExpired:
        return Step(name, len(data), {}, "hangs")
    costs = {stage: float(cost) for stage, cost in (line.split("\t") for line in done.stdout.decode().splitlines())}
    words = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return Step(name, len(data), costs, words[-1] if done.returncode else "")


def growth(before: Step, after: Step, *, floor: float = FLOOR) -> Iterator[tuple[str, float]]:
    """(stage, how many times as long a doubling takes) where the smaller step is above the floor."""
    for stage, cost in before.costs.items():
        if cost >= floor and stage in after.costs:
            yield stage, after.costs[stage] / cost


def quicker(one: Step, other: Step) -> Step:
    """Of two measures of the same, the lesser of each stage: what a busy machine adds is none of the work's."""
    return replace(one, costs={stage: min(cost, other.costs.get(stage, cost)) for stage, cost in one.costs.items()})


def series(
    name: str, make: Callable[[float], bytes], sizes: Sequence[float], options: Sequence[str], *, repeats: int = REPEATS
) -> list[Step]:
    """The steps of one input, each the least of `repeats` measures, until one takes too long or is refused.

    The whole series is repeated, so that the measures of one step lie apart: what makes the machine slow for a while
    makes it slow for one measure of every step.
    """
    inputs = [make(size) for size in sizes]
    steps: list[Step] = []
    for data in inputs:
        steps.append(measured(name, data, *options))
        if steps[-1].fault or sum(steps[-1].costs.values()) > SECONDS:
            break
    for _ in range(repeats - 1):
        for place, step in enumerate(steps):
            if not step.fault:
                steps[place] = quicker(step, measured(name, inputs[place], *options))
    return steps


def _inputs(options: argparse.Namespace) -> Iterator[tuple[str, Callable[[float], bytes], list[float]]]:
    if options.hostile:
        sizes = [options.smallest * 2**step for step in range(options.steps)]
        chosen: Mapping[str, Maker] = CASES
        for name, maker in chosen.items():
            if not name.startswith(("files/", "said/")):
                yield name, maker, sizes
        return
    small, large = options.start * 1024, options.limit * 1024 * 1024
    doubled = [float(small)]
    while doubled[-1] * 2 <= large:
        doubled.append(doubled[-1] * 2)
    for name, make in ORDINARY.items():
        yield name, _of_bytes(make), doubled


def _of_bytes(make: Callable[[int], bytes]) -> Callable[[float], bytes]:
    return lambda size: make(int(size))


def _suffixed(name: str) -> str:
    return name.rpartition("/")[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and report; 1 when something grows faster than it may."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.growth", description=__doc__)
    parser.add_argument("--stages", help=argparse.SUPPRESS)
    parser.add_argument("--only", default="*")
    parser.add_argument("--calls", action="store_true", help="count calls (in millions) instead of seconds")
    parser.add_argument("--reading", action="store_true", help="no further than the tree")
    parser.add_argument("--start", type=int, default=160, help="KiB of the first step")
    parser.add_argument("--limit", type=int, default=5, help="MiB of the last step")
    parser.add_argument("--hostile", action="store_true", help="the families of hostile inputs")
    parser.add_argument("--smallest", type=float, default=0.25, help="size of a hostile input's first step")
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=REPEATS, help="measures of every step; the least counts")
    parser.add_argument("--most", type=float, default=MOST)
    options = parser.parse_args(arguments)
    if options.stages:
        return _print_stages(options.stages, calls=options.calls, only_reading=options.reading)
    bad = 0
    for name, make, sizes in _inputs(options):
        if not fnmatch.fnmatch(name, options.only):
            continue
        only_reading = options.reading or (not options.hostile and name not in WHOLLY)
        passed = [*["--reading"][: int(only_reading)], *["--calls"][: int(options.calls)]]
        before = None
        for step in series(_suffixed(name), make, sizes, passed, repeats=1 if options.calls else options.repeats):
            ratios: dict[str, float] = dict(growth(before, step)) if before else {}
            bad += any(ratio > options.most for ratio in ratios.values())
            _print_step(name, step, ratios, options.most)
            before = step
    print(f"{bad} steps grow more than {options.most} times", flush=True)
    return 1 if bad else 0


def _print_stages(name: str, *, calls: bool, only_reading: bool) -> int:
    from agreement_tool import bounds
    from agreement_tool.errors import AgreementError

    data = sys.stdin.buffer.read()
    bounds.confine(bounds.Limits(4 * SECONDS, 3072, 3072))
    meter = calls_of if calls else seconds_of
    try:
        for stage, cost in stages(name, data, meter, only_reading=only_reading, forking=True):
            print(f"{stage}\t{cost:.4f}", flush=True)
    except AgreementError as error:
        print(f"refused: {error.what}", file=sys.stderr)
        return 2
    return 0


def _print_step(name: str, step: Step, ratios: Mapping[str, float], most: float) -> None:
    columns = []
    for stage, cost in step.costs.items():
        beyond = "!" if ratios.get(stage, 0) > most else ""
        columns.append(f"{stage} {cost:.2f}" + (f" ×{ratios[stage]:.2f}{beyond}" if stage in ratios else ""))
    fault = f"  [{step.fault[:70]}]" if step.fault else ""
    print(f"{name} {step.bytes / 1024:.0f} KiB: {' · '.join(columns)}{fault}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
