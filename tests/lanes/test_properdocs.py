"""ProperDocs, the maintained fork of MkDocs, builds the same site."""

from tests.support.project import build_or_fail


def test_it_builds_the_same_files_byte_for_byte(build_lane):
    lane = build_lane("properdocs")
    # By MkDocs, from the same project: its packages are listed in the wheel of demos/, whose hash is in addresses.
    ours = build_or_fail(lane.parent / "project", lane.parent / "ours")
    files = [{path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()} for folder in (ours, lane)]
    assert files[0].keys() == files[1].keys()
    assert [name for name, path in files[0].items() if path.read_bytes() != files[1][name].read_bytes()] == []
