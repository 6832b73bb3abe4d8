"""The reference system modes on a hosted database, where default privileges grant everything in
`public` to the API's roles. What they could access before, they can access afterwards, and growth
stays closed to them. On both servers."""

from __future__ import annotations

import psycopg2.errors
import systems
from modes import BASELINE, CONTRACT, CREATE_ENGINEERING_TABLES, TABLES, ModesTest

# The default privileges that the hosted service sets in each new database.
DEFAULT_PRIVILEGES = "".join(
    f"alter default privileges in schema public grant all on {kind} "
    "to anon, authenticated, service_role;" for kind in ["tables", "sequences", "functions"])

# Grants that were made by hand, not by a migration.
BY_HAND = """
revoke all on public.settings from anon, authenticated;
revoke all on public.tickets from anon;
grant select (id, kind), update (kind) on public.events to anon with grant option;
grant usage on public.users_id_seq to public"""
BY_HAND_IN_GROWTH = """
grant select, insert on growth.events to authenticated with grant option;
grant select (prompt) on growth.templates to anon;
grant all on growth.tickets to public"""


class Hosted(ModesTest):
    rows = 60
    before = DEFAULT_PRIVILEGES

    def grants(self, schema: str) -> list[str]:
        return [line for line in self.database.catalog()
                if line.startswith("grant ") and f" {schema}." in line]

    def test_the_way_back_leads_to_the_grants_that_were_there(self) -> None:
        self.database.ask(BY_HAND)
        catalog = self.database.catalog()
        self.revise("upgrade", "modes@head")
        self.database.ask(BY_HAND_IN_GROWTH)
        self.revise("downgrade", BASELINE)
        self.assert_catalog(catalog)

    def test_the_way_back_over_the_contract_leads_there_too(self) -> None:
        catalog = self.database.catalog()
        self.revise("upgrade", "modes@head")
        in_between = self.database.catalog()
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.revise("downgrade", CREATE_ENGINEERING_TABLES)
        self.assert_catalog(in_between)
        self.revise("downgrade", BASELINE)
        self.assert_catalog(catalog)

    def test_what_was_granted_by_hand_goes_with_the_old_tables(self) -> None:
        """After the contract, nothing records these grants."""
        before = self.grants("public")
        self.database.ask(BY_HAND)
        self.assertNotEqual(self.grants("public"), before)
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.revise("downgrade", BASELINE)
        self.assertEqual(self.grants("public"), before)

    def test_down_to_base(self) -> None:
        after = self.database.catalog()
        self.revise("downgrade", "modes@base")
        base = self.database.catalog()
        self.assertEqual([line for line in base if " public." in line], [])
        for target in ["modes@head", CONTRACT]:
            with self.subTest(target=target):
                self.revise("upgrade", target, "--ignore-not-before", CONTRACT)
                self.revise("downgrade", "modes@base")
                self.assert_catalog(base)
        self.revise("upgrade", BASELINE)
        self.assert_catalog(after)

    def test_nobody_sees_more_than_before(self) -> None:
        self.revise("upgrade", "modes@head")
        self.assertGreater(len([line for line in self.grants("public") if " anon=" in line]), 20)
        self.assertEqual([line for line in self.grants("growth") if " anon=" in line], [])
        for table in TABLES:
            with (self.subTest(table), self.database.acting_as(None, "anon") as cursor,
                  self.assertRaisesRegex(psycopg2.errors.InsufficientPrivilege,
                                         "permission denied for schema growth")):
                cursor.execute(f"select from growth.{table}")
        # After the downgrade, the tables are open to everyone, as they were, but show no rows.
        self.revise("downgrade", BASELINE)
        for table in TABLES:
            with self.subTest(table), self.database.acting_as(None, "anon") as cursor:
                cursor.execute(f"select count(*) from public.{table}")
                self.assertEqual(cursor.fetchall(), [(0,)])
                cursor.execute(f"delete from public.{table}")
                self.assertEqual(cursor.rowcount, 0)
        with (self.database.acting_as(None, "anon") as cursor,
              self.assertRaisesRegex(psycopg2.errors.InsufficientPrivilege,
                                     "violates row-level security policy")):
            cursor.execute("insert into public.events (kind) values ('new')")
        # An account sees its own rows, as in growth.
        ann = self.database.value("select md5('account 1')::uuid::text")
        with self.database.acting_as(ann) as cursor:
            cursor.execute("select (select count(*) from public.entities), "
                           "(select array_agg(id) from public.users)")
            self.assertEqual(cursor.fetchall(), [(60, [1])])


class HostedOnPostgresql15(Hosted):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
