"""One site switched off in a process of its own, and what becomes of the documents that it speaks in."""

from __future__ import annotations

import ast
import hashlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from types import CodeType, ModuleType
from typing import Any

from agreement_tool.model import Agreement, Built, SourceDocument
from benchmarks.deletions.documents import PACKAGE, UNCHANGED, Known
from benchmarks.deletions.sites import PROBE, Site, can_be_probed, probed, sites, without

STRUCTURE = "agreement_tool.structure"
LONGEST = 20
"""Seconds that a changed package may take for one document."""
Build = Callable[[SourceDocument], Agreement]


@dataclass(slots=True)
class Result:
    """What a trial lost, until the first loss where the trial ends with it."""

    site: Site
    tried: int = 0
    """Documents the site speaks in."""
    lost: dict[str, int] = field(default_factory=dict)
    """Group -> clauses more that are wrong (less: < 0)."""
    changed: list[str] = field(default_factory=list)
    """Names of documents whose tree changes."""
    failed: str = ""

    @property
    def loses(self) -> bool:
        """Whether any document is read worse than before, or what may not change does."""
        return bool(self.failed) or any(lost > 0 for lost in self.lost.values())


class Trials:
    """Documents with their trees as they are, and the sites that speak in each."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.known = known
        self.sources = {path.stem: path.read_text("utf-8") for path in sorted((PACKAGE / "structure").glob("*.py"))}
        build = _fresh({})
        trees = [build(one.document) for one in known]
        self.drawn = [digest(tree) for tree in trees]
        self.wrong = [one.wrong(tree) for one, tree in zip(known, trees, strict=True)]

    def sites(self, modules: Sequence[str] = ()) -> list[Site]:
        """All sites of the modules, or of the whole package."""
        return [
            site for name, text in self.sources.items() if not modules or name in modules for site in sites(name, text)
        ]

    def speaking(self, jobs: int) -> dict[tuple[str, int], list[int]]:
        """(module, number) -> places of the documents in which switching the site off may change something."""
        _shared[:] = [self._spoken_in]
        with get_context("fork").Pool(jobs) as pool:
            heard = pool.map(_call, range(len(self.known)), chunksize=4)
        found: dict[tuple[str, int], list[int]] = {}
        for place, said in enumerate(heard):
            for one in said:
                found.setdefault(one, []).append(place)
        return found

    def _spoken_in(self, place: int) -> set[tuple[str, int]]:
        if _probes.build is None:
            code = {name: compile(_heard(name, probed(text)), name, "exec") for name, text in self.sources.items()}
            _probes.build = _fresh(code)
        _probes.said.clear()
        _probes.build(self.known[place].document)
        return set(_probes.said)

    def run(self, chosen: Sequence[Site], jobs: int, *, most: int = 0) -> Iterator[Result]:
        """Each site's result, as it comes. `most`: so many documents are tried, and only until the first loss; 0: all
        it speaks in."""
        heard = self.speaking(jobs)
        probes = {name: can_be_probed(text) for name, text in self.sources.items()}
        every = list(range(len(self.known)))
        places = [
            heard.get((site.module, site.number), []) if probes[site.module][site.number] else every for site in chosen
        ]
        _shared[:] = [lambda at: self._try(chosen[at], places[at], most)]
        with get_context("fork").Pool(jobs) as pool:
            yield from pool.imap_unordered(_call, range(len(chosen)))

    def _try(self, site: Site, places: Sequence[int], most: int) -> Result:
        result = Result(site, len(places))
        if not places:
            return result
        try:
            build = self.changed(site)
            for place in self._spread(places, most):
                self._count(result, place, build)
                if result.loses and most:
                    break
        except Exception as error:  # whatever a changed program does, it is no use
            result.failed = repr(error)[:100]
        finally:
            signal.alarm(0)
        return result

    def changed(self, site: Site) -> Build:
        """`build` of the package with the site switched off."""
        tree = without(self.sources[site.module], site.number)
        return _fresh({site.module: compile(tree, f"{site.module} changed", "exec")})

    def _spread(self, places: Sequence[int], most: int) -> list[int]:
        """Short documents first; where not all are tried, half are the shortest and half are spread over the rest."""
        ordered = sorted(places, key=lambda at: len(self.known[at].document.lines))
        if not most or len(ordered) <= most:
            return ordered
        near, far = ordered[: most // 2], ordered[most // 2 :]
        return near + far[:: -(-len(far) // (most - most // 2))]

    def _count(self, result: Result, place: int, build: Build) -> None:
        one = self.known[place]
        signal.alarm(LONGEST)
        tree = build(one.document)
        if digest(tree) == self.drawn[place]:
            return
        result.changed.append(one.name)
        lost = 1 if one.group in UNCHANGED else one.wrong(tree) - self.wrong[place]
        result.lost[one.group] = result.lost.get(one.group, 0) + lost
        if lost > 0 and one.wanted is not None:
            result.lost["worse"] = result.lost.get("worse", 0) + 1


def drawn(tree: Agreement) -> Iterator[str]:
    """Title, clauses and furniture, one a line: what may not change."""
    yield f"# {tree.title}"
    for clause, above in tree.walk_with_parents():
        yield f"{'  ' * len(above)}[{clause.kind}] {clause.label or '-'} {clause.heading!r} {clause.text!r}"
    for one in tree.furniture:
        yield f"~ {one.kind} {one.text!r}"


def digest(tree: Agreement) -> str:
    """Hash of what is drawn."""
    return hashlib.sha256("\n".join(drawn(tree)).encode()).hexdigest()


class _Probes:
    """Of one process: what was said while a document was built, and which modules have other code."""

    def __init__(self) -> None:
        self.said: set[tuple[str, int]] = set()
        self.build: Build | None = None
        self.changed: set[str] = set()


_probes = _Probes()
_shared: list[Callable[[int], Any]] = []


def _call(place: int) -> Any:
    return _shared[0](place)


def _heard(module: str, tree: ast.Module) -> ast.Module:
    """The probed tree with the function that its probes call."""
    tree.body.insert(_after_imports(tree), ast.parse(f"from {__name__} import probe_of as _of").body[0])
    tree.body.insert(_after_imports(tree) + 1, ast.parse(f"{PROBE} = _of({module!r})").body[0])
    return ast.fix_missing_locations(tree)


def _after_imports(tree: ast.Module) -> int:
    later = (
        at
        for at, one in enumerate(tree.body)
        if not (isinstance(one, ast.ImportFrom) and one.module == "__future__")
        and not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
    )
    return next(later, len(tree.body))


def probe_of(module: str) -> Callable[[int, bool, object], object]:
    """What a module's probes call: it notes the sites whose value is not the neutral one, and gives the value back."""
    said = _probes.said

    def probe(number: int, neutral: bool, value: object) -> object:
        if bool(value) != neutral:
            said.add((module, number))
        return value

    return probe


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives modules of the structure package the code they are changed to."""

    def __init__(self, code: Mapping[str, CodeType]) -> None:
        self._code = code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        package, _, name = fullname.rpartition(".")
        if package != STRUCTURE or name not in self._code:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=str(PACKAGE / "structure" / f"{name}.py"))

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__.rpartition(".")[2]
        module.__file__ = str(PACKAGE / "structure" / f"{name}.py")
        exec(self._code[name], module.__dict__)


def _fresh(code: Mapping[str, CodeType]) -> Build:
    """`build` of the structure package, some modules with other code; what does not depend on them stays imported."""
    finder = _Changed(code)
    for name in _dependents(_probes.changed | set(code)):
        sys.modules.pop(f"{STRUCTURE}.{name}", None)
    _probes.changed = set(code)
    sys.meta_path.insert(0, finder)
    try:
        built: Callable[[SourceDocument], Built] = importlib.import_module(f"{STRUCTURE}.build").build
    finally:
        sys.meta_path.remove(finder)
    return lambda document: built(document).agreement


def _dependents(changed: set[str]) -> set[str]:
    """The modules and all that import them, directly or not."""
    found = set(changed)
    while more := {name for name, used in _imports().items() if used & found} - found:
        found |= more
    return found


@cache
def _imports() -> dict[str, set[str]]:
    """Module -> modules of the package that it imports."""
    texts = {path.stem: path.read_text("utf-8") for path in (PACKAGE / "structure").glob("*.py")}
    return {name: set(re.findall(rf"from {re.escape(STRUCTURE)}\.(\w+) import", text)) for name, text in texts.items()}
