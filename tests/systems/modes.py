"""What the tests of the reference system modes share: its tables with rows, and what is in them. The
bench takes the rows from here, too."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from systems import REPOSITORY, Database, SystemTest

BASELINE = "797681f562e8"
CREATE_SCHEMAS = "0d8bd2e09961"
CREATE_SHARED_TABLES = "cc6af6c9c91c"
MIGRATE_TO_GROWTH = "fc3aacfdfe96"
UPDATE_SEQUENCES = "b43ceaebde8d"
CREATE_ENGINEERING_TABLES = "0e64c1de8fbf"
CONTRACT = "4def6a6f86f8"

# Each after those that it belongs to. The last one is the largest, and the last to be copied.
TABLES = ["users", "settings", "templates", "entities", "artifacts", "artifact_versions", "jobs",
          "microsites", "generation_jobs", "microsite_sections", "campaigns", "campaign_entities",
          "comments", "events"]

Checksums = dict[str, tuple[int, str]]


def filling(rows: int) -> str:
    """SQL that fills the tables of the baseline, with so many rows in the largest one."""
    sql = (Path(__file__).parent / "modes_rows.sql").read_text(encoding="utf-8")
    return f"select set_config('modes.rows', '{rows}', false);\n{sql}"


def checksums(database: Database, schema: str) -> Checksums:
    """Of each table: how many rows it has, and an MD5 of all that is in all its columns."""
    return {table: database.ask(
        f"select count(*), md5(coalesce(string_agg(t::text, E'\\n' order by t::text collate \"C\"), '')) "
        f"from {schema}.{table} t")[0] for table in TABLES}


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="revise-modes-")


def write_ini(folder: Path) -> Path:
    """A configuration that sees modes and what it stands on, and none of the other systems."""
    versions = REPOSITORY / "versions"
    path = folder / "alembic.ini"
    path.write_text(f"[alembic]\nscript_location = {folder}\npath_separator = newline\n"
                    f"version_locations =\n    {versions}/platform\n    {versions}/modes\n",
                    encoding="utf-8")
    return path


class ModesTest(SystemTest):
    """The database is at the baseline, with rows in all of the fourteen tables."""

    rows = 3000

    def setUp(self) -> None:
        super().setUp()
        self.ini = write_ini(Path(_folder().name))
        self.revise("upgrade", BASELINE)
        self.database.ask(filling(self.rows))

    def checksums(self, schema: str) -> Checksums:
        return checksums(self.database, schema)

    def spoil(self, table: str, body: str) -> None:
        """What is inserted into a table that is not there yet goes through a trigger with this
        body, by somebody who is not the migration."""
        self.database.ask(f"""
create schema spoiled;
create function spoiled.on_row() returns trigger language plpgsql as $row$ begin {body} end $row$;
create function spoiled.on_table() returns event_trigger language plpgsql as $table$
begin
  if exists (select from pg_event_trigger_ddl_commands() where object_identity = '{table}') then
    create trigger spoiled before insert on {table} for each row execute function spoiled.on_row();
  end if;
end $table$;
create event trigger spoiled on ddl_command_end when tag in ('CREATE TABLE')
  execute function spoiled.on_table();""")

    def versions(self) -> set[str]:
        """What the version table says."""
        return {row[0] for row in self.database.ask("select version_num from alembic_version")}
