"""What make new writes can be built as it is."""

from overrides.hooks.check import check
from tests.support.new_guide_command import run
from tests.support.project import build_or_fail

FLAGS = ["--title-ar", "الشبكات «العصبية»: إيه؟", "--title-en", 'Neural Nets: "what" & C:\\n?', "--author", "mona-ali"]


def test_the_pair_passes_the_checker_and_builds_strictly(project, tmp_path):
    done = run(project, *FLAGS)
    assert done.returncode == 0, done.stderr
    assert "wrote docs/guides/neural-nets-what-c-n.ar.md" in done.stdout
    assert {f"{problem.rule}.{problem.kind}" for problem in check(project / "docs")[1]} == {"front_matter.placeholder"}, "its own texts are to be replaced"
    build_or_fail(project, tmp_path / "site")
    # There is no page about this author in docs/, so the build makes one.
    assert "mona-ali" in (tmp_path / "site/authors/mona-ali/index.html").read_text("utf-8")
    english = (tmp_path / "site/en/guides/neural-nets-what-c-n/index.html").read_text("utf-8")
    assert "Neural Nets: &#34;what&#34; &amp; C:\\n?" in english


def test_one_language_alone(small, tmp_path):
    done = run(small, "--language", "en", "--title-en", "Only English", "--author", "fahem")
    assert done.returncode == 0, done.stderr
    assert not (small / "docs/guides/only-english.ar.md").exists()
    build_or_fail(small, tmp_path / "site")
    # Arabic readers see the English page, with the notice.
    page = (tmp_path / "site/guides/only-english/index.html").read_text("utf-8")
    assert "fallback" in page and "Only English" in page
