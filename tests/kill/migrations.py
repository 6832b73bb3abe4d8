"""The migrations that are killed, as C++: twelve of them, with tables, indexes, constraints, data
and copies, and a branch. On SQLite, the migrations themselves leave out what only PostgreSQL
supports.

A `nap` is a pause of some milliseconds in which a kill may come: in the server (`pg_sleep`) or in
the migration's own function.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Migration:
    revision: str
    parents: tuple[str, ...]
    upgrade: str
    downgrade: str
    transactional: bool = True


TEMPLATE = """\
#include <revise/migration.h>

#include <unistd.h>

#include <string>

using namespace revise;

namespace {{

[[maybe_unused]] void nap(operations& op) {{
  usleep(3'000);
  op.on(postgresql).execute("select pg_sleep(0.004)");
}}

void upgrade(operations& op) {{
{upgrade}
}}

void downgrade(operations& op) {{
{downgrade}
}}

const registered migration{{
    .revision = "{revision}",
    .down_revision = {{{parents}}},
    .message = "step {revision}",
{transactional}    .upgrade = upgrade,
    .downgrade = downgrade,
}};

}}  // namespace
"""

MIGRATIONS = [
    Migration("m01", (), """
  op.create_table("accounts", {
      column("id", bigint).primary_key(),
      column("email", text).not_null(),
      unique("uq_accounts_email", {"email"}),
  });""", """
  nap(op);
  op.drop_table("accounts");"""),
    Migration("m02", ("m01",), """
  op.bulk_insert("accounts", {"id", "email"}, [](bulk_rows& to) {
    for (int i = 1; i <= 500; ++i) to.add(i, std::to_string(i) + "@example.org");
  });
  nap(op);""", """
  op.execute("delete from accounts");
  nap(op);"""),
    Migration("m03", ("m02",), """
  op.add_column("accounts", column("region", text));
  op.execute("update accounts set region = case when id < 250 then 'north' else 'south' end");
  nap(op);
  op.set_not_null("accounts", "region");""", """
  op.drop_column("accounts", "region");"""),
    Migration("m04", ("m03",), """
  op.create_index("ix_accounts_region", "accounts", {"region"});
  op.create_index("ix_accounts_region_id", "accounts", {"region", "id"});""", """
  op.drop_index("ix_accounts_region_id");
  nap(op);
  op.drop_index("ix_accounts_region");"""),
    Migration("m05", ("m04",), """
  op.create_table("orders", {
      column("id", bigint).primary_key(),
      column("account_id", bigint).not_null().references("accounts", "id"),
      column("total", integer).not_null().server_default("0"),
  });
  nap(op);
  op.execute("insert into orders (id, account_id) select id, id from accounts where id % 3 = 0");
  op.create_index("ix_orders_account_id", "orders", {"account_id"});""", """
  op.drop_table("orders");"""),
    # A branch: up to m08, the version table has two rows.
    Migration("m06a", ("m05",), """
  op.create_table("archive", {column("id", bigint).primary_key(), column("email", text)});
  op.copy_rows("accounts", "archive", {.columns = {"id", "email"}});
  nap(op);""", """
  nap(op);
  op.drop_table("archive");"""),
    Migration("m06b", ("m05",), """
  op.add_constraint("orders", check("ck_orders_total", "total >= 0"));
  op.execute("update orders set total = account_id * 2");""", """
  op.execute("update orders set total = 0");
  nap(op);
  op.drop_constraint("orders", "ck_orders_total");"""),
    Migration("m07", ("m06b",), """
  op.rename_column("orders", "total", "amount");
  nap(op);""", """
  op.rename_column("orders", "amount", "total");"""),
    Migration("m08", ("m06a", "m07"), """
  op.create_view("totals", "select account_id, sum(amount) as amount from orders group by account_id");
  op.on(postgresql).execute("create function answer() returns int language sql as 'select 42'");
  op.on(postgresql).execute("create type mood as enum ('well', 'ill')");""", """
  op.on(postgresql).execute("drop type mood; drop function answer()");
  op.drop_view("totals");"""),
    Migration("m09", ("m08",), """
  op.drop_view("totals");
  op.alter_column_type("orders", "amount", bigint);
  nap(op);
  op.create_view("totals", "select account_id, sum(amount) as amount from orders group by account_id");
""", """
  op.drop_view("totals");
  op.alter_column_type("orders", "amount", integer);
  op.create_view("totals", "select account_id, sum(amount) as amount from orders group by account_id");
"""),
    Migration("m10", ("m09",), """
  for (int i = 1; i <= 20; ++i) {
    op.execute("insert into archive (id, email) values ($1, 'late')", {10'000 + i});
    usleep(300);
  }""", """
  op.execute("delete from archive where id > 10000");
  nap(op);"""),
    Migration("m11", ("m10",), """
  op.rename_table("archive", "old_accounts");
  op.create_index("ix_old_accounts_email", "old_accounts", {"email"});""", """
  op.drop_index("ix_old_accounts_email");
  op.rename_table("old_accounts", "archive");"""),
]

def write_migrations(folder: Path, migrations: list[Migration]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in migrations:
        text = TEMPLATE.format(
            revision=one.revision, parents=", ".join(f'"{parent}"' for parent in one.parents),
            upgrade=one.upgrade.strip("\n"), downgrade=one.downgrade.strip("\n"),
            transactional="" if one.transactional else "    .transactional = false,\n")
        (folder / f"{one.revision}.cpp").write_text(text, encoding="utf-8")
