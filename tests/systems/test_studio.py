"""The reference system `studio`: clients, their brand kits, and knowledge bases that are read in
chunks. On both servers, because it needs no vectors."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import psycopg2.errors
import psycopg2.extras
import systems

TABLES = ["brand_kits", "clients", "knowledge_bases", "knowledge_chunks"]

# Each column as PostgreSQL shows it: table, column, type, nullable, default.
COLUMNS = [tuple(cell.strip() for cell in line.split("|")) for line in """
    brand_kits       | id                | uuid                     | not null | gen_random_uuid()
    brand_kits       | client_id         | uuid                     | not null |
    brand_kits       | name              | character varying(255)   | not null |
    brand_kits       | description       | character varying(1000)  |          |
    brand_kits       | tone              | jsonb                    | not null |
    brand_kits       | colors            | jsonb                    | not null |
    brand_kits       | logo_refs         | jsonb                    | not null | '[]'::jsonb
    brand_kits       | fonts             | jsonb                    |          |
    brand_kits       | is_default        | boolean                  | not null | false
    brand_kits       | is_active         | boolean                  | not null | true
    brand_kits       | created_at        | timestamp with time zone | not null | now()
    brand_kits       | updated_at        | timestamp with time zone | not null | now()
    clients          | id                | uuid                     | not null | gen_random_uuid()
    clients          | name              | character varying(255)   | not null |
    clients          | slug              | character varying(100)   | not null |
    clients          | is_active         | boolean                  | not null | true
    clients          | settings          | jsonb                    | not null | '{}'::jsonb
    clients          | created_at        | timestamp with time zone | not null | now()
    clients          | updated_at        | timestamp with time zone | not null | now()
    knowledge_bases  | id                | uuid                     | not null | gen_random_uuid()
    knowledge_bases  | client_id         | uuid                     | not null |
    knowledge_bases  | name              | character varying(255)   | not null |
    knowledge_bases  | description       | character varying(1000)  |          |
    knowledge_bases  | source_type       | character varying(50)    | not null |
    knowledge_bases  | source_ref        | character varying(500)   |          |
    knowledge_bases  | is_active         | boolean                  | not null | true
    knowledge_bases  | is_processed      | boolean                  | not null | false
    knowledge_bases  | chunk_count       | integer                  | not null | 0
    knowledge_bases  | token_count       | integer                  | not null | 0
    knowledge_bases  | created_at        | timestamp with time zone | not null | now()
    knowledge_bases  | updated_at        | timestamp with time zone | not null | now()
    knowledge_chunks | id                | uuid                     | not null | gen_random_uuid()
    knowledge_chunks | knowledge_base_id | uuid                     | not null |
    knowledge_chunks | client_id         | uuid                     | not null |
    knowledge_chunks | content           | text                     | not null |
    knowledge_chunks | embedding         | jsonb                    |          |
    knowledge_chunks | embedding_model   | character varying(100)   |          |
    knowledge_chunks | chunk_index       | integer                  | not null |
    knowledge_chunks | token_count       | integer                  | not null |
    knowledge_chunks | metadata          | jsonb                    | not null | '{}'::jsonb
    knowledge_chunks | created_at        | timestamp with time zone | not null | now()
    knowledge_chunks | updated_at        | timestamp with time zone | not null | now()
""".strip().splitlines()]

CONSTRAINTS = [
    ("brand_kits", "brand_kits_client_id_fk",
     "FOREIGN KEY (client_id) REFERENCES clients(id) ON DELETE CASCADE"),
    ("brand_kits", "brand_kits_pkey", "PRIMARY KEY (id)"),
    ("clients", "clients_pkey", "PRIMARY KEY (id)"),
    ("clients", "clients_slug_key", "UNIQUE (slug)"),
    ("knowledge_bases", "knowledge_bases_client_id_fk",
     "FOREIGN KEY (client_id) REFERENCES clients(id) ON DELETE CASCADE"),
    ("knowledge_bases", "knowledge_bases_pkey", "PRIMARY KEY (id)"),
    ("knowledge_bases", "knowledge_bases_source_type_check",
     "CHECK (((source_type)::text = ANY ((ARRAY['document'::character varying, "
     "'website'::character varying, 'faq'::character varying, 'product'::character varying, "
     "'manual'::character varying, 'transcript'::character varying])::text[])))"),
    ("knowledge_chunks", "knowledge_chunks_kb_id_fk",
     "FOREIGN KEY (knowledge_base_id) REFERENCES knowledge_bases(id) ON DELETE CASCADE"),
    ("knowledge_chunks", "knowledge_chunks_pkey", "PRIMARY KEY (id)"),
]

INDEXES = [
    "CREATE INDEX brand_kits_client_id_idx ON public.brand_kits USING btree (client_id)",
    "CREATE INDEX brand_kits_default_idx ON public.brand_kits USING btree (client_id, is_default)",
    "CREATE UNIQUE INDEX brand_kits_pkey ON public.brand_kits USING btree (id)",
    "CREATE INDEX clients_active_idx ON public.clients USING btree (is_active)",
    "CREATE UNIQUE INDEX clients_pkey ON public.clients USING btree (id)",
    "CREATE INDEX clients_slug_idx ON public.clients USING btree (slug)",
    "CREATE UNIQUE INDEX clients_slug_key ON public.clients USING btree (slug)",
    "CREATE INDEX knowledge_bases_client_id_idx ON public.knowledge_bases USING btree (client_id)",
    "CREATE UNIQUE INDEX knowledge_bases_pkey ON public.knowledge_bases USING btree (id)",
    "CREATE INDEX knowledge_bases_source_type_idx ON public.knowledge_bases "
    "USING btree (source_type)",
    "CREATE INDEX knowledge_chunks_client_id_idx ON public.knowledge_chunks "
    "USING btree (client_id)",
    "CREATE INDEX knowledge_chunks_kb_id_idx ON public.knowledge_chunks "
    "USING btree (knowledge_base_id)",
    "CREATE UNIQUE INDEX knowledge_chunks_pkey ON public.knowledge_chunks USING btree (id)",
]


class Studio(systems.SystemTest):
    # Columns that the second revision makes not null.
    REQUIRED = {"clients": ["settings"], "brand_kits": ["logo_refs"],
                "knowledge_bases": ["chunk_count", "token_count"], "knowledge_chunks": ["metadata"]}

    def setUp(self) -> None:
        super().setUp()
        self.revise("upgrade", "platform@head")
        self.before = self.database.catalog()
        self.revise("upgrade", "studio@head")

    def insert(self, table: str, **values: Any) -> dict[str, Any]:
        """Inserts a row and returns all of it."""
        columns = ", ".join(values)
        places = ", ".join(["%s"] * len(values))
        row = self.database.value(
            f"insert into {table} ({columns}) values ({places}) returning to_jsonb({table})",
            list(values.values()))
        assert isinstance(row, dict)
        return row

    def assert_inserted(self, table: str, expected: dict[str, Any], **values: Any) -> str:
        """Inserts a row with these values, and checks that it also has the expected values, a new
        key, and the time. Returns the key."""
        row = self.insert(table, **values)
        key = row.pop("id")
        self.assertEqual(uuid.UUID(key).version, 4)
        created = datetime.datetime.fromisoformat(row.pop("created_at"))
        self.assertEqual(datetime.datetime.fromisoformat(row.pop("updated_at")), created)
        self.assertEqual(
            self.database.value(f"select created_at from {table} where id = %s", [key]), created)
        given = {name: value.adapted if isinstance(value, psycopg2.extras.Json) else value
                 for name, value in values.items()}
        self.assertEqual(row, given | expected)
        assert isinstance(key, str)
        return key

    def counts(self) -> dict[str, int]:
        return {table: self.database.value(f"select count(*) from {table}") for table in TABLES}

    def a_client(self, slug: str) -> str:
        """Creates a client with one row of everything. Returns its key."""
        client = self.insert("clients", name=slug.title(), slug=slug)["id"]
        self.insert("brand_kits", client_id=client, name="House", tone="{}", colors="{}")
        base = self.insert("knowledge_bases", client_id=client, name="Site", source_type="website")
        self.insert("knowledge_chunks", knowledge_base_id=base["id"], client_id=client,
                    content="Open from nine", chunk_index=0, token_count=3)
        assert isinstance(client, str)
        return client

    def test_columns_are_those_of_the_description(self) -> None:
        columns = self.database.ask("""
            select c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                   case when a.attnotnull then 'not null' else '' end,
                   coalesce(pg_get_expr(d.adbin, d.adrelid), '')
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
              left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
              and c.relname !~ '^alembic'
            order by c.relname, a.attnum""")
        self.assertEqual(columns, COLUMNS)

    def test_constraints_are_those_of_the_description(self) -> None:
        constraints = self.database.ask("""
            select c.relname, k.conname, pg_get_constraintdef(k.oid)
            from pg_constraint k join pg_class c on c.oid = k.conrelid
            where k.connamespace = 'public'::regnamespace and c.relname !~ '^alembic'
              and k.contype <> 'n'
            order by 1, 2""")
        self.assertEqual(constraints, CONSTRAINTS)

    def test_indexes_are_those_of_the_description(self) -> None:
        indexes = self.database.ask("""
            select indexdef from pg_indexes
            where schemaname = 'public' and tablename !~ '^alembic'
            order by tablename, indexname""")
        self.assertEqual([index for (index,) in indexes], INDEXES)

    def test_few_columns_are_enough_and_the_rest_has_its_default(self) -> None:
        client = self.assert_inserted(
            "clients", {"is_active": True, "settings": {}}, name="Acme", slug="acme")
        self.assert_inserted(
            "brand_kits",
            {"description": None, "logo_refs": [], "fonts": None, "is_default": False,
             "is_active": True},
            client_id=client, name="House", tone=psycopg2.extras.Json({"voice": "dry"}),
            colors=psycopg2.extras.Json(["#102030"]))
        base = self.assert_inserted(
            "knowledge_bases",
            {"description": None, "source_ref": None, "is_active": True, "is_processed": False,
             "chunk_count": 0, "token_count": 0},
            client_id=client, name="Site", source_type="website")
        self.assert_inserted(
            "knowledge_chunks",
            {"embedding": None, "embedding_model": None, "metadata": {}},
            knowledge_base_id=base, client_id=client, content="Open from nine", chunk_index=0,
            token_count=3)

    def test_what_is_inserted_is_selected(self) -> None:
        acme = self.a_client("acme")
        self.a_client("zenith")
        self.insert("brand_kits", client_id=acme, name="Summer", tone="{}", colors="{}",
                    is_default=True)
        self.assertEqual(
            self.database.ask("""
                select c.slug, k.name, b.name, h.content
                from clients c
                  join brand_kits k on k.client_id = c.id
                  join knowledge_bases b on b.client_id = c.id
                  join knowledge_chunks h on h.knowledge_base_id = b.id and h.client_id = c.id
                order by c.slug, k.name"""),
            [("acme", "House", "Site", "Open from nine"),
             ("acme", "Summer", "Site", "Open from nine"),
             ("zenith", "House", "Site", "Open from nine")])
        self.assertEqual(
            self.database.ask("select name from brand_kits where client_id = %s and is_default",
                              [acme]),
            [("Summer",)])

    def test_a_slug_belongs_to_one_client(self) -> None:
        self.insert("clients", name="Acme", slug="acme")
        with self.assertRaises(psycopg2.errors.UniqueViolation) as refused:
            self.insert("clients", name="Another", slug="acme")
        self.assertEqual(refused.exception.diag.constraint_name, "clients_slug_key")

    def test_a_source_is_one_of_six(self) -> None:
        client = self.insert("clients", name="Acme", slug="acme")["id"]
        for source in ["document", "website", "faq", "product", "manual", "transcript"]:
            self.insert("knowledge_bases", client_id=client, name=source, source_type=source)
        for source in ["blog", "Website", ""]:
            with self.assertRaises(psycopg2.errors.CheckViolation) as refused:
                self.insert("knowledge_bases", client_id=client, name="X", source_type=source)
            self.assertEqual(refused.exception.diag.constraint_name,
                             "knowledge_bases_source_type_check")
        self.assertEqual(self.counts()["knowledge_bases"], 6)

    def test_a_client_takes_along_all_that_is_its_own(self) -> None:
        acme = self.a_client("acme")
        zenith = self.a_client("zenith")
        self.database.ask("delete from clients where id = %s", [acme])
        self.assertEqual(self.counts(), dict.fromkeys(TABLES, 1))
        for table in ["brand_kits", "knowledge_bases", "knowledge_chunks"]:
            self.assertEqual(self.database.ask(f"select client_id::text from {table}"),
                             [(zenith,)])

    def test_a_knowledge_base_takes_along_its_chunks_alone(self) -> None:
        self.a_client("acme")
        self.database.ask("delete from knowledge_bases")
        self.assertEqual(self.counts(), {"brand_kits": 1, "clients": 1, "knowledge_bases": 0,
                                         "knowledge_chunks": 0})

    def test_the_client_of_a_chunk_is_kept_without_a_key(self) -> None:
        client = self.insert("clients", name="Acme", slug="acme")["id"]
        base = self.insert("knowledge_bases", client_id=client, name="Site",
                           source_type="website")["id"]
        nobody = str(uuid.uuid4())
        chunk = self.insert("knowledge_chunks", knowledge_base_id=base, client_id=nobody,
                            content="", chunk_index=0, token_count=0)
        self.assertEqual(chunk["client_id"], nobody)

    def test_a_child_needs_its_parent(self) -> None:
        nobody = str(uuid.uuid4())
        with self.assertRaises(psycopg2.errors.ForeignKeyViolation) as refused:
            self.insert("brand_kits", client_id=nobody, name="House", tone="{}", colors="{}")
        self.assertEqual(refused.exception.diag.constraint_name, "brand_kits_client_id_fk")
        with self.assertRaises(psycopg2.errors.ForeignKeyViolation) as refused:
            self.insert("knowledge_bases", client_id=nobody, name="Site", source_type="faq")
        self.assertEqual(refused.exception.diag.constraint_name, "knowledge_bases_client_id_fk")
        with self.assertRaises(psycopg2.errors.ForeignKeyViolation) as refused:
            self.insert("knowledge_chunks", knowledge_base_id=nobody, client_id=nobody,
                        content="", chunk_index=0, token_count=0)
        self.assertEqual(refused.exception.diag.constraint_name, "knowledge_chunks_kb_id_fk")

    def test_nobody_else_does_either_where_new_tables_are_granted_to_everybody(self) -> None:
        self.revise("downgrade", "studio@base")
        self.database.ask("alter default privileges in schema public grant all on tables "
                          "to anon, authenticated, service_role")
        before = self.database.catalog()
        self.revise("upgrade", "studio@head")
        for role in ("anon", "authenticated"):
            for table in TABLES:
                with self.database.acting_as(None, role) as cursor:
                    with self.assertRaises(psycopg2.errors.InsufficientPrivilege):
                        cursor.execute(f"select from {table}")
        self.revise("downgrade", "studio@base")
        self.assert_catalog(before)

    def test_the_service_reads_and_writes_and_nobody_else_does(self) -> None:
        self.a_client("acme")
        for table in TABLES:
            with self.database.acting_as(None, "service_role") as cursor:
                cursor.execute(f"update {table} set created_at = updated_at")
                cursor.execute(f"insert into {table} select * from {table} where false")
                cursor.execute(f"delete from {table}")
                cursor.execute(f"select count(*) from {table}")
                self.assertEqual(cursor.fetchall(), [(0,)])
            for role in ["anon", "authenticated"]:
                with self.database.acting_as(None, role) as cursor:
                    with self.assertRaises(psycopg2.errors.InsufficientPrivilege):
                        cursor.execute(f"select from {table}")
        self.assertEqual(self.counts(), dict.fromkeys(TABLES, 1))

    def test_a_null_that_is_there_becomes_the_default(self) -> None:
        after = self.database.catalog()
        self.revise("downgrade", "3d8e15f7a2c4")
        before = self.database.catalog()
        acme, zenith = self.a_client("acme"), self.a_client("zenith")
        for table, columns in self.REQUIRED.items():
            for column in columns:
                self.database.ask(f"update {table} set {column} = null "
                                  f"where {'id' if table == 'clients' else 'client_id'} = %s", [acme])
        self.database.ask("update clients set settings = '{\"a\": 1}' where id = %s", [zenith])
        self.revise("upgrade", "studio@head")
        self.assert_catalog(after)
        self.assertEqual(
            self.database.ask("""
                select c.slug, c.settings, k.logo_refs, b.chunk_count, b.token_count, h.metadata
                from clients c
                  join brand_kits k on k.client_id = c.id
                  join knowledge_bases b on b.client_id = c.id
                  join knowledge_chunks h on h.knowledge_base_id = b.id
                order by c.slug"""),
            [("acme", {}, [], 0, 0, {}), ("zenith", {"a": 1}, [], 0, 0, {})])
        for table, columns in self.REQUIRED.items():
            for column in columns:
                with self.assertRaises(psycopg2.errors.NotNullViolation):
                    self.database.ask(f"update {table} set {column} = null")
        self.revise("downgrade", "3d8e15f7a2c4")
        self.assert_catalog(before)

    def test_down_leaves_what_was_there_before_and_up_makes_it_again(self) -> None:
        after = self.database.catalog()
        self.revise("downgrade", "studio@base")
        self.assert_catalog(self.before)
        self.revise("upgrade", "studio@head")
        self.assert_catalog(after)

    def test_it_brings_the_platform_that_it_needs(self) -> None:
        after = self.database.catalog()
        self.revise("downgrade", "base")
        self.revise("upgrade", "studio@head")
        self.assert_catalog(after)


class StudioOnPostgresql15(Studio):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
