"""Each pair of the corpus is found from both sides, and no other file has a twin."""

from pathlib import Path

from awesome_lint.source.files import FileIndex, repository_root
from awesome_lint.source.reader import read_source
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.nodes import Document
from awesome_lint.translation.twins import find_twins

PAIRS = {
    "awesome-agent-skills": ("README.md", "README.zh-CN.md"),
    "awesome-ai-agents": ("README-en.md", "README.md"),
    "awesome-free-chatgpt": ("README.md", "README_en.md"),
    "awesome-incident-response": ("README.md", "README_ch.md"),
    "awesome-malware-analysis": ("README.md", "恶意软件分析大合集.md"),
    "llm-list": ("README.md", "README_LLM_zh.md"),
}


class Folder:
    """The files of the current folder, each parsed once."""

    def __init__(self) -> None:
        self.files = FileIndex(repository_root("."))
        self.documents: dict[str, Document] = {}

    def document(self, path: str) -> Document:
        if path not in self.documents:
            self.documents[path] = parse_document(read_source(path))
        return self.documents[path]


def test_twins(list_name, corpus_copy):
    corpus_copy(list_name)
    folder = Folder()
    names = sorted(path.name for path in Path().glob("*.md"))
    found = {name: find_twins(folder.document(name), folder) for name in names}
    one, other = PAIRS.get(list_name, ("", ""))
    expected = {one: (other,), other: (one,)}
    assert found == {name: expected.get(name, ()) for name in names}
