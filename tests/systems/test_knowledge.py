"""The reference system `knowledge`: a live table, and a public table beside it, which is created
without locking the live table."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from typing import Any

import psycopg2.errors
import psycopg2.extensions
import systems

BASELINE = "6c0e4b7d91fa"
PUBLIC = "f2a85d3b0c16"

# The table of a product that never had migrations.
LIVE_TABLE = """
    create table chunks (
      id text primary key,
      document_id text not null,
      content text not null,
      embedding vector({dimensions}),
      metadata jsonb,
      created_at timestamptz default now()
    );
    insert into chunks
    select i, 'manual', 'paragraph ' || i, array_fill(i, array[{dimensions}])::vector,
           jsonb_build_object('page', i)
    from generate_series(1, 100) i"""

# Each object with its identity, which changes if the object is recreated or written at all (xmin is
# the transaction that wrote the catalog's row).
OBJECTS = """
    with tables as (
      select oid, relname::text as name from pg_class
      where relnamespace = 'public'::regnamespace and relname !~ '^alembic' and relname like %s
    )
    select 'relation', name, oid, relfilenode, c.xmin::text
      from tables join pg_class c using (oid)
    union all
    select 'column', name || '.' || attname, t.oid, attnum, a.xmin::text
      from tables t join pg_attribute a on a.attrelid = t.oid
    union all
    select 'index', name, t.oid, indexrelid, i.xmin::text
      from tables t join pg_index i on i.indrelid = t.oid
    union all
    select 'constraint', conname::text, k.oid, 0, k.xmin::text
      from tables t join pg_constraint k on k.conrelid = t.oid
    order by 1, 2, 3, 4"""

COLUMNS = """
    select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
           pg_get_expr(d.adbin, d.adrelid)
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = %s::regclass and a.attnum > 0
    order by a.attnum"""

# The relations of the live table that a lock may be on: the table, its indexes, its TOAST table.
LIVE = """(
    select oid from pg_class where oid = 'chunks'::regclass
    union all select reltoastrelid from pg_class where oid = 'chunks'::regclass
    union all select indexrelid from pg_index where indrelid = 'chunks'::regclass)"""

# Records the locks of a revision's transaction at its commit, when it still holds all locks that it
# took. A deferred trigger on the version table does this. Another test detects a lock that was
# released earlier: it would have waited for a session that has locked the table.
RECORD_LOCKS = """
    create table seen_locks (relation oid, mode text);
    create function record_locks() returns trigger language plpgsql as $$
    begin
      insert into seen_locks
        select relation, mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation';
      return null;
    end $$;
    create constraint trigger record_locks after insert or update on alembic_version
      deferrable initially deferred for each row execute function record_locks()"""

# Stops a session that creates an index, with all locks of that statement, until the test continues.
PAUSE = 4711
PAUSE_AT_DDL = f"""
    create function pause() returns event_trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared({PAUSE});
    end $$;
    create event trigger pause on ddl_command_end when tag in ('CREATE INDEX')
      execute function pause()"""

SLOW_DDL = """
    create function slow() returns event_trigger language plpgsql as $$
    begin
      perform pg_sleep(120);
    end $$;
    create event trigger slow on ddl_command_end when tag in ('CREATE INDEX')
      execute function slow()"""


class KnowledgeTest(systems.SystemTest):
    """Tests with the live table, and what can be observed of it."""

    server = "PGVECTOR"

    def live_table(self, dimensions: int = 768) -> None:
        """Creates the table of a product that never had migrations, with rows."""
        self.database.ask("create extension vector")
        self.database.ask(LIVE_TABLE.format(dimensions=dimensions))

    def objects(self, tables: str = "%") -> list[tuple[Any, ...]]:
        return self.database.ask(OBJECTS, [tables])

    def rows_of_chunks(self) -> tuple[Any, ...]:
        """The number of rows, and a checksum of their content and of the transactions that wrote
        them."""
        return self.database.ask("""
            select count(*), md5(string_agg(xmin || chunks::text, ' ' order by id))
            from chunks""")[0]

    def chunks(self) -> tuple[list[tuple[Any, ...]], tuple[Any, ...], list[str]]:
        """The live table, its definition and its rows."""
        definition = [line for line in self.database.catalog()
                      if "public.chunks" in line and "chunks_public" not in line]
        return self.objects("chunks"), self.rows_of_chunks(), definition

    def tables(self) -> list[str]:
        return [name for (name,) in self.database.ask("""
            select tablename from pg_tables
            where schemaname = 'public' and tablename !~ '^alembic' order by 1""")]

    @contextlib.contextmanager
    def session(self) -> Iterator[psycopg2.extensions.cursor]:
        """A session in a transaction, which is rolled back unless the caller commits."""
        connection = self.database.connect()
        try:
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()


class Knowledge(KnowledgeTest):
    def wait_for_pause(self) -> int:
        """The process that waits at the event trigger."""
        for _ in range(600):
            if rows := self.database.ask(f"""
                    select pid from pg_locks
                    where locktype = 'advisory' and objid = {PAUSE} and not granted
                      and database in
                        (select oid from pg_database where datname = current_database())"""):
                process = rows[0][0]
                assert isinstance(process, int)
                return process
            time.sleep(0.05)
        self.fail("the upgrade did not come to its first index within 30 s")

    def test_both_tables_have_the_columns_of_the_description(self) -> None:
        self.revise("upgrade", "knowledge@head")
        columns = [
            ("id", "text", True, None),
            ("document_id", "text", True, None),
            ("content", "text", True, None),
            ("embedding", "vector(768)", False, None),
            ("metadata", "jsonb", False, None),
            ("created_at", "timestamp with time zone", False, "now()"),
        ]
        self.assertEqual(self.database.ask(COLUMNS, ["chunks"]), columns)
        self.assertEqual(self.database.ask(COLUMNS, ["chunks_public"]), columns)
        indexes = self.database.ask("""
            select indexdef from pg_indexes
            where schemaname = 'public' and tablename !~ '^alembic' order by indexname""")
        self.assertEqual([index for (index,) in indexes], [
            "CREATE UNIQUE INDEX chunks_pkey ON public.chunks USING btree (id)",
            "CREATE INDEX chunks_public_document_id_idx ON public.chunks_public "
            "USING btree (document_id)",
            "CREATE INDEX chunks_public_embedding_idx ON public.chunks_public "
            "USING ivfflat (embedding vector_cosine_ops)",
            "CREATE UNIQUE INDEX chunks_public_pkey ON public.chunks_public USING btree (id)",
        ])

    def test_the_nearest_public_chunk_is_found(self) -> None:
        self.revise("upgrade", "knowledge@head", "-x", "embedding_dimensions=3")
        self.database.ask("""
            insert into chunks_public (id, document_id, content, embedding)
            values ('x', 'd', 'east', '[1,0,0]'), ('y', 'd', 'north', '[0,1,0]')""")
        with self.session() as cursor:
            cursor.execute("set local ivfflat.probes = 100; set local enable_seqscan = off")
            cursor.execute("""
                select content from chunks_public order by embedding <=> '[0.1,0.9,0]' limit 1""")
            self.assertEqual(cursor.fetchall(), [("north",)])

    def test_a_second_run_changes_nothing(self) -> None:
        self.revise("upgrade", "knowledge@head")
        before = self.objects(), self.database.catalog()
        self.assertEqual(self.revise("upgrade", "knowledge@head"),
                         f"nothing to do: the database is at {PUBLIC}\n")
        self.assertEqual((self.objects(), self.database.catalog()), before)

    def test_a_revision_that_is_run_again_changes_nothing(self) -> None:
        self.revise("upgrade", "knowledge@head")
        self.database.ask("insert into chunks (id, document_id, content) values ('a', 'd', '')")
        self.database.ask("insert into chunks_public select * from chunks")
        before = self.objects(), self.database.catalog(), self.rows_of_chunks()
        for lost in [BASELINE, "extensions@head"]:
            self.revise("stamp", lost)
            self.revise("upgrade", "knowledge@head")
            self.assertEqual((self.objects(), self.database.catalog(), self.rows_of_chunks()),
                             before)
        self.assertEqual(self.database.ask("select id from chunks_public"), [("a",)])

    def test_the_live_table_is_not_locked(self) -> None:
        self.live_table()
        self.revise("upgrade", BASELINE)
        self.database.ask(RECORD_LOCKS)
        chunks = self.objects("chunks")
        with self.session() as user:
            user.execute("update chunks set content = 'edited' where id = '1'")
            user.execute("select count(*) from chunks")
            self.revise("upgrade", PUBLIC)
            user.execute("delete from chunks where id = '2'")
            user.connection.commit()
        seen = self.database.ask("""
            select relation::regclass::text, mode from seen_locks
            where relation::regclass::text ~ '^chunks_public' order by 1, 2""")
        self.assertEqual(seen, [
            ("chunks_public", "AccessExclusiveLock"),
            ("chunks_public", "ShareLock"),
            ("chunks_public_document_id_idx", "AccessExclusiveLock"),
            ("chunks_public_embedding_idx", "AccessExclusiveLock"),
            ("chunks_public_pkey", "AccessExclusiveLock"),
        ])
        self.assertEqual(
            self.database.ask(f"select * from seen_locks where relation in {LIVE}"), [])
        self.assertEqual(self.objects("chunks"), chunks)
        self.assertEqual(self.database.value("select count(*) from chunks"), 99)

    def test_the_live_table_is_not_locked_while_the_upgrade_is_in_the_middle(self) -> None:
        self.live_table()
        self.revise("upgrade", BASELINE)
        self.database.ask(PAUSE_AT_DDL)
        with self.session() as gate, self.session() as user:
            gate.execute(f"select pg_advisory_lock({PAUSE})")
            with self.start_revise("upgrade", PUBLIC) as run:
                process = self.wait_for_pause()
                # The new table is not visible yet, so its locks have no name here.
                locks = self.database.ask(f"""
                    select relation in {LIVE}, count(*) > 0
                    from pg_locks where pid = %s and locktype = 'relation'
                    group by 1 order by 1""", [process])
                self.assertEqual(locks, [(False, True)])
                # The run has locked neither the rows nor the table itself.
                user.execute("set local lock_timeout = 1")
                user.execute("lock table chunks in access exclusive mode")
                user.execute("update chunks set content = upper(content)")
                user.connection.commit()
                gate.execute(f"select pg_advisory_unlock({PAUSE})")
                out, err = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 0, out + err)
        self.assertEqual(self.database.ask("select distinct content ~ '^PARAGRAPH' from chunks"),
                         [(True,)])
        self.assertEqual(self.tables(), ["chunks", "chunks_public"])

    def test_a_user_who_has_locked_the_live_table_is_not_waited_for(self) -> None:
        self.live_table()
        before = self.chunks()
        with self.session() as user:
            user.execute("lock table chunks in access exclusive mode")
            # Runs both revisions; the first one finds the existing table.
            self.revise("upgrade", "knowledge@head", "--lock-timeout", "500ms")
        self.assertEqual(self.chunks(), before)
        self.assertEqual(self.tables(), ["chunks", "chunks_public"])

    def test_a_table_that_was_found_stays_with_its_rows(self) -> None:
        self.live_table()
        before = self.chunks(), self.database.catalog()
        self.revise("upgrade", "knowledge@head")
        self.assertEqual(self.chunks(), before[0])
        self.revise("downgrade", "knowledge@base")
        self.assertEqual((self.chunks(), self.database.catalog()), before)
        self.assertEqual(self.rows_of_chunks()[0], 100)

    def test_a_table_that_was_stamped_stays_with_its_rows(self) -> None:
        self.live_table()
        before = self.chunks(), self.database.catalog()
        self.revise("stamp", BASELINE)
        self.assertEqual(self.chunks(), before[0])
        self.revise("upgrade", "knowledge@head")
        self.assertEqual(self.chunks(), before[0])
        self.revise("downgrade", "knowledge@base")
        self.assertEqual((self.chunks(), self.database.catalog()), before)

    def test_a_table_with_a_comment_of_its_own_keeps_it(self) -> None:
        self.live_table()
        self.database.ask("comment on table chunks is 'ours'")
        self.revise("upgrade", "knowledge@head")
        self.revise("downgrade", "knowledge@base")
        self.assertEqual(self.database.value("select obj_description('chunks'::regclass)"), "ours")

    def test_what_was_made_is_gone_after_the_way_back(self) -> None:
        self.revise("upgrade", "extensions@head")
        before = self.database.catalog()
        self.revise("upgrade", "knowledge@head")
        after = self.database.catalog()
        self.revise("downgrade", BASELINE)
        self.assertEqual(self.tables(), ["chunks"])
        self.revise("downgrade", "knowledge@base")
        self.assert_catalog(before)
        self.revise("upgrade", "knowledge@head")
        self.assert_catalog(after)

    def test_more_than_five_seconds_are_rolled_back(self) -> None:
        self.live_table()
        self.revise("upgrade", BASELINE)
        self.database.ask(SLOW_DDL)
        before = self.chunks(), self.database.catalog()
        said = self.revise("upgrade", "knowledge@head", exit_code=1)
        self.assertIn(f"the upgrade of revision '{PUBLIC}' took longer than its budget of 5s", said)
        self.assertIn(f"failed and rolled back: {PUBLIC}", said)
        self.assertEqual((self.chunks(), self.database.catalog()), before)
        self.assertEqual(self.database.ask("select version_num from alembic_version"),
                         [(BASELINE,)])
        self.database.ask("drop event trigger slow")
        self.revise("upgrade", "knowledge@head")
        self.assertEqual(self.tables(), ["chunks", "chunks_public"])

    def test_the_dimension_is_that_of_the_configuration(self) -> None:
        self.revise("upgrade", "knowledge@head", "-x", "embedding_dimensions=1536")
        for table in ["chunks", "chunks_public"]:
            self.assertIn(("embedding", "vector(1536)", False, None),
                          self.database.ask(COLUMNS, [table]))

    def test_a_dimension_that_is_none_is_refused(self) -> None:
        self.revise("upgrade", "extensions@head")
        before = self.database.catalog()
        for wrong in ["many", "", "7.5", "0", "-1", "-3", "2001", "20000", "4294968064"]:
            with self.subTest(wrong):
                said = self.revise("upgrade", "knowledge@head", "-x",
                                   f"embedding_dimensions={wrong}", exit_code=1)
                self.assertIn("embedding_dimensions", said)
                self.assertIn(wrong, said)
                self.assert_catalog(before)

    def test_another_dimension_than_that_of_the_live_table_is_refused(self) -> None:
        self.live_table(dimensions=384)
        self.revise("upgrade", BASELINE)
        before = self.chunks(), self.database.catalog()
        said = self.revise("upgrade", "knowledge@head", exit_code=1)
        self.assertIn("columns that chunks has otherwise (is embedding_dimensions another number?): "
                      "2 found, 0 expected", said)
        self.assertEqual((self.chunks(), self.database.catalog()), before)
        self.revise("upgrade", "knowledge@head", "-x", "embedding_dimensions=384")
        self.assertEqual(self.database.ask(COLUMNS, ["chunks"]),
                         self.database.ask(COLUMNS, ["chunks_public"]))


class Service(KnowledgeTest):
    """versions/example: a program that upgrades its database when it starts. It runs in an empty
    folder, with a PATH that has neither a compiler nor `revise`."""

    MIGRATED = (
        "migrated to 0b7f3e6a91cd, vectors, cryptography and uuids\n"
        f"migrated to {BASELINE}, chunks\n"
        f"migrated to {PUBLIC}, public chunks\n")

    def start(self, **environment: str) -> subprocess.Popen[str]:
        program = systems.BIN.parent / "versions/example/knowledge_service"
        folder = self.enterContext(tempfile.TemporaryDirectory())
        return subprocess.Popen(
            [program], text=True, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"PATH": "/nowhere", "HOME": folder, "DATABASE_URL": self.database.url,
                 **environment})

    def ended(self, service: subprocess.Popen[str], exit_code: int = 0) -> tuple[str, str]:
        """Its stdout, and its stderr without the server's messages."""
        with service:
            out, err = service.communicate(timeout=60)
        self.assertEqual(service.returncode, exit_code, out + err)
        lines = [line for line in err.splitlines(keepends=True)
                 if not line.startswith(("NOTICE:", "DETAIL:", "HINT:"))]
        return out, "".join(lines)

    def test_an_empty_database_is_brought_up(self) -> None:
        self.assertEqual(self.ended(self.start()), ("ready\n", self.MIGRATED))
        by_the_service = self.database.catalog()
        with systems.new_database(self.server) as other:
            self.revise("upgrade", "knowledge@head", DATABASE_URL=other.url)
            by_the_command = other.catalog()
        self.assertEqual(by_the_service, by_the_command)
        # The command finds what the service did, and does not report the migrations as edited.
        self.assertEqual(self.revise("upgrade", "knowledge@head", "--strict"),
                         f"nothing to do: the database is at {PUBLIC}\n")

    def test_the_second_start_has_nothing_to_do(self) -> None:
        self.ended(self.start())
        before = self.objects(), self.database.catalog()
        self.assertEqual(self.ended(self.start()), ("ready\n", ""))
        self.assertEqual((self.objects(), self.database.catalog()), before)

    def test_of_ten_that_start_at_once_one_does_it(self) -> None:
        services = [self.start() for _ in range(10)]
        said = [self.ended(service) for service in services]
        self.assertEqual([out for out, _ in said], ["ready\n"] * 10)
        steps = [line for _, err in said for line in err.splitlines(keepends=True)
                 if line.startswith("migrated to")]
        self.assertEqual("".join(steps), self.MIGRATED)
        self.assertEqual(self.database.ask("""
            select revision, direction, result from alembic_version_log order by id"""), [
                ("0b7f3e6a91cd", "upgrade", "done"), (BASELINE, "upgrade", "done"),
                (PUBLIC, "upgrade", "done")])

    def test_a_live_table_is_kept_and_not_locked(self) -> None:
        self.live_table()
        before = self.chunks()
        with self.session() as user:
            user.execute("lock table chunks in access exclusive mode")
            self.assertEqual(self.ended(self.start()), ("ready\n", self.MIGRATED))
        self.assertEqual(self.chunks(), before)
        self.assertEqual(self.tables(), ["chunks", "chunks_public"])

    def test_the_dimension_is_that_of_its_configuration(self) -> None:
        self.ended(self.start(EMBEDDING_DIMENSIONS="384"))
        for table in ["chunks", "chunks_public"]:
            self.assertIn(("embedding", "vector(384)", False, None),
                          self.database.ask(COLUMNS, [table]))

    def test_what_is_wrong_is_told_and_the_service_does_not_start(self) -> None:
        out, err = self.ended(self.start(EMBEDDING_DIMENSIONS="many"), exit_code=1)
        self.assertEqual(out, "")
        self.assertIn("the argument 'embedding_dimensions' is 'many', which is not a whole number",
                      err)
        self.assertEqual(self.tables(), [])
        password = urllib.parse.urlsplit(self.database.url).password
        for wrong in [self.database.url + "_missing", self.database.url.replace("127.0.0.1", "::")]:
            out, err = self.ended(self.start(DATABASE_URL=wrong), exit_code=1)
            self.assertEqual(out, "")
            self.assertNotIn(str(password), err)


if __name__ == "__main__":
    systems.main()
