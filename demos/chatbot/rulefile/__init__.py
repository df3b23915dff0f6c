"""The loader of rule files: it checks the TOML and builds the engine's Rules, or raises one RulesError."""
