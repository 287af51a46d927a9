#!/usr/bin/env bash
# Fetches what conformance and bench need that is no npm package: from Maven Central and PyPI, by exact version.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-dynamodb/session-api
mkdir -p "$cache"
mvn -q -B -f "$here/dynamodb-local/pom.xml" \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$cache/dynamodb-local"
python3 -m venv "$cache/python"
"$cache/python/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
python3 -m venv "$cache/flask"
"$cache/flask/bin/pip" install --quiet --disable-pip-version-check -r "$here/../bench/requirements.txt"
echo "Installed in $cache"
