"""A rule file read and checked: TOML in, rules or one clear error out."""
