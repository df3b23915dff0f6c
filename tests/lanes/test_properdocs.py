"""ProperDocs, the maintained fork of MkDocs, builds the same site."""


def test_it_builds_the_same_files_byte_for_byte(site, build_lane):
    lane = build_lane("properdocs")
    files = [{path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()} for folder in (site, lane)]
    assert files[0].keys() == files[1].keys()
    assert [name for name, path in files[0].items() if path.read_bytes() != files[1][name].read_bytes()] == []
