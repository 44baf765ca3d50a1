"""Checks Helix's configuration as far as that goes without Helix. usage: check.py languages.toml"""

import sys
import tomllib

NAME = "copilot-manifest-ls"

with open(sys.argv[1], "rb") as file:
    configuration = tomllib.load(file)
server = configuration["language-server"][NAME]
assert server["command"] == NAME, server
assert server["config"].keys() == {"copilotManifest"}, server
yaml = next(language for language in configuration["language"] if language["name"] == "yaml")
assert NAME in yaml["language-servers"], yaml
assert "yaml-language-server" in yaml["language-servers"], "the server would replace the usual one"
