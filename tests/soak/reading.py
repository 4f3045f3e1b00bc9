"""Reads every block of what the dashboard would serve; in a process of its own, which may die of it."""

import hashlib

import duckdb

from analysis import warehouse


def read() -> str:
    """Return `none`, `fallback`, `refused`, or `read` with a sum of every table but the build's own number."""
    release = warehouse.current_release()
    if release is None:
        return "none"
    if release.is_fallback:
        return "fallback"
    cursor = warehouse._connection(release).cursor()
    listed = "select table_name from duckdb_tables() where table_name <> 'meta_build' order by table_name"
    try:
        sums = [
            cursor.sql(f"select count(*), sum(hash(rows)) from {name} as rows").fetchall()
            for [name] in cursor.sql(listed).fetchall()
        ]
    except duckdb.Error:
        return "refused"
    return "read " + hashlib.sha256(repr(sums).encode()).hexdigest()


if __name__ == "__main__":
    print(read())
