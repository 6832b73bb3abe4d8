"""What the tests of the reference system modes share: its tables with rows, and their content. The
bench uses the rows as well."""

from __future__ import annotations

import functools
import tempfile
import time
from pathlib import Path

from systems import REPOSITORY, Database, SystemTest

PLATFORM = "a4d1c7e09b52"
BASELINE = "797681f562e8"
CREATE_SCHEMAS = "0d8bd2e09961"
CREATE_SHARED_TABLES = "cc6af6c9c91c"
MIGRATE_TO_GROWTH = "fc3aacfdfe96"
UPDATE_SEQUENCES = "b43ceaebde8d"
CREATE_ENGINEERING_TABLES = "0e64c1de8fbf"
CONTRACT = "4def6a6f86f8"

# Each table follows those that it references. The last one is the largest, and is copied last.
TABLES = ["users", "settings", "templates", "entities", "artifacts", "artifact_versions", "jobs",
          "microsites", "generation_jobs", "microsite_sections", "campaigns", "campaign_entities",
          "comments", "events"]

# A row for each table, from its defaults where it has some. Each new key comes from a sequence or
# is random; referenced rows are selected from the existing ones.
INSERTS = {
    "users": "(email) values ('new@example.org') returning id::text",
    "settings": "(key, value) values ('new', '1') returning key",
    "templates": "(name, prompt) values ('new', '') returning id::text",
    "entities": "(type, name, slug) values ('topic', 'new', 'new') returning id::text",
    "artifacts": "(entity_id, type, title) select id, 'e-mail', '' from {schema}.entities "
                 "where slug = 'new' returning id::text",
    "artifact_versions": "(artifact_id, version, body) select id, 1, '' from {schema}.artifacts "
                         "where title = '' returning artifact_id::text",
    "jobs": "(kind) values ('new') returning id || ' ' || ticket",
    "microsites": "(entity_id, slug, title) select id, 'new', '' from {schema}.entities "
                  "where slug = 'new' returning id::text",
    "generation_jobs": "(microsite_id, prompt) select id, '' from {schema}.microsites "
                       "where slug = 'new' returning id::text",
    "microsite_sections": "(microsite_id, type, position) select id, 'call to action', 0 "
                          "from {schema}.microsites where slug = 'new' returning id::text",
    "campaigns": "(name) values ('new') returning id::text",
    "campaign_entities": "(campaign_id, entity_id) select max(c.id), e.id from {schema}.campaigns c, "
                         "{schema}.entities e where slug = 'new' group by e.id returning "
                         "campaign_id::text",
    "comments": "(artifact_id, body) select id, '' from {schema}.artifacts where title = '' "
                "returning id::text",
    "events": "(kind) values ('new') returning id::text",
}
# The values that the sequences return next, if the largest table has 3,000 rows. None of them was
# used before.
NEXT = {"users": "21", "templates": "121", "jobs": "601 11213", "generation_jobs": "121",
        "microsite_sections": "151", "campaigns": "11", "comments": "301", "events": "4385"}

AT_ONCE_LIMIT = 60  # in seconds, for what should happen at once

WAITING = ("select 1 from pg_locks where not granted and database = "
           "(select oid from pg_database where datname = current_database())")

Checksums = dict[str, tuple[int, str]]


def filling(rows: int) -> str:
    """SQL that fills the tables of the baseline, with `rows` rows in the largest one."""
    sql = (Path(__file__).parent / "modes_rows.sql").read_text(encoding="utf-8")
    return f"select set_config('modes.rows', '{rows}', false);\n{sql}"


def checksums(database: Database, schema: str) -> Checksums:
    """For each table: the number of rows, and an MD5 of the content of all columns."""
    return {table: database.ask(
        f"select count(*), md5(coalesce(string_agg(t::text, E'\\n' order by t::text collate \"C\"), '')) "
        f"from {schema}.{table} t")[0] for table in TABLES}


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="revise-modes-")


def write_ini(folder: Path) -> Path:
    """A configuration with modes and what it depends on, without the other systems."""
    versions = REPOSITORY / "versions"
    path = folder / "alembic.ini"
    path.write_text(f"[alembic]\nscript_location = {folder}\npath_separator = newline\n"
                    f"version_locations =\n    {versions}/platform\n    {versions}/modes\n",
                    encoding="utf-8")
    return path


class ModesTest(SystemTest):
    """The database is at the baseline, with rows in all fourteen tables."""

    rows = 3000
    before = ""  # SQL that runs before the baseline, once the roles exist

    def setUp(self) -> None:
        super().setUp()
        self.ini = write_ini(Path(_folder().name))
        if self.before:
            self.revise("upgrade", PLATFORM)
            self.database.ask(self.before)
        self.revise("upgrade", BASELINE)
        self.database.ask(filling(self.rows))

    def checksums(self, schema: str) -> Checksums:
        return checksums(self.database, schema)

    def insert_into_each_table(self, schema: str) -> dict[str, str]:
        """Inserts a row into each table; returns the numbers from the sequences."""
        keys = {table: self.database.value(f"insert into {schema}.{table} "
                                           + rest.format(schema=schema))
                for table, rest in INSERTS.items()}
        return {table: key for table, key in keys.items() if table in NEXT}

    def next_numbers(self, schema: str) -> dict[str, int]:
        """Takes a number from each sequence without inserting a row."""
        return dict(self.database.ask(
            "select relname, nextval(oid) from pg_class where relkind = 'S' and relname !~ '^alembic' "
            "and relnamespace = %s::regnamespace", [schema]))

    def wait_until(self, sql: str) -> None:
        """Waits until the query finds a row."""
        end = time.monotonic() + AT_ONCE_LIMIT
        while not self.database.ask(sql):
            self.assertLess(time.monotonic(), end, f"nothing is found by {sql}")
            time.sleep(0.01)

    def spoil(self, table: str, body: str) -> None:
        """Adds a trigger with this body to a table that does not exist yet, as another user of the
        database could. Every row inserted into the table goes through the trigger."""
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
        """The content of the version table."""
        return {row[0] for row in self.database.ask("select version_num from alembic_version")}
