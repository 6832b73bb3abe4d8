"""What the tests of the reference system `staff` share: a row for each table, and users."""

from __future__ import annotations

import systems

VERSIONS = systems.REPOSITORY / "versions" / "staff"
SCHEMA, POLICIES = "a203f2b080fa", "449d0b5e6342"
SCHEMAS = ("comms", "core", "intel", "media", "meetings", "ops", "work")

# A row for each table: its columns except workspace_id, and their values. A referenced row is
# looked up, so the writer must be able to see it. {n} distinguishes a second row from the first.
ROWS = {
    "core.workspaces": ("name", "'Workspace {n}'"),
    "core.members": ("user_id", "%(new_user_{n})s"),
    "core.founders": ("user_id, display_name, email",
                      "%(founder_{n})s, 'Founder', 'founder{n}@example.org'"),
    "core.invitations": ("email", "'guest{n}@example.org'"),
    "core.organizations": ("name", "'Organization'"),
    "core.contacts": ("display_name", "'Carol'"),
    "ops.integrations": ("provider, external_account", "'mail', 'account{n}'"),
    "ops.sync_runs": ("integration_id", "(select min(id::text)::uuid from ops.integrations "
                                        "where workspace_id = %(workspace)s)"),
    "ops.agent_runs": ("agent", "'summarizer'"),
    "ops.api_keys": ("name, prefix, key_hash", "'ci', 'sk_live', %(workspace)s || '-{n}'"),
    "ops.audit_log": ("action, entity", "'update', 'core.members'"),
    "comms.channels": ("name", "'Mail'"),
    "comms.threads": ("subject", "'Hello'"),
    "comms.communications": ("subject", "'Hello'"),
    "comms.participants": ("communication_id, address",
                           "(select id from comms.communications "
                           "where workspace_id = %(workspace)s), 'carol@example.org'"),
    "comms.drafts": ("founder_id", "(select id from core.founders "
                                   "where workspace_id = %(workspace)s)"),
    "meetings.meetings": ("title", "'Standup'"),
    "meetings.attendees": ("meeting_id, email",
                           "(select id from meetings.meetings "
                           "where workspace_id = %(workspace)s), 'carol{n}@example.org'"),
    "meetings.transcripts": ("meeting_id", "(select id from meetings.meetings "
                                           "where workspace_id = %(workspace)s)"),
    "meetings.transcript_chunks": ("transcript_id, chunk_index, content",
                                   "(select id from meetings.transcripts "
                                   "where workspace_id = %(workspace)s), {n}, 'Good morning'"),
    "media.assets": ("name", "'Slides'"),
    "media.media_chunks": ("asset_id, chunk_index, content",
                           "(select id from media.assets "
                           "where workspace_id = %(workspace)s), {n}, 'First slide'"),
    "media.processing_jobs": ("asset_id", "(select id from media.assets "
                                          "where workspace_id = %(workspace)s)"),
    "work.goals": ("title", "'Launch'"),
    "work.projects": ("name", "'Website'"),
    "work.tasks": ("title", "'Call Carol'"),
    "work.task_comments": ("task_id, body", "(select id from work.tasks "
                                            "where workspace_id = %(workspace)s), 'Done'"),
    "intel.insights": ("title", "'Carol is waiting'"),
    "intel.insight_sources": ("insight_id, communication_id",
                              "(select id from intel.insights where workspace_id = %(workspace)s), "
                              "(select id from comms.communications "
                              "where workspace_id = %(workspace)s)"),
    "intel.briefings": ("founder_id, briefed_on",
                        "(select id from core.founders where workspace_id = %(workspace)s), "
                        "date '2026-02-01' + {n}"),
}


def insert(table: str, n: int = 0) -> str:
    columns, values = (text.format(n=n) for text in ROWS[table])
    if table == "core.workspaces":
        return f"insert into {table} ({columns}) values ({values})"
    return f"insert into {table} (workspace_id, {columns}) values (%(workspace)s, {values})"


class StaffTest(systems.SystemTest):
    """Each test starts with a copy of a database upgraded to `start`; if that is empty, with an
    empty database. A copy takes half a second. So with `shared`, the tests of a class use that
    database directly, and each uses only workspaces that it creates."""

    start = ""
    shared = False
    _upgraded: systems.Database | None = None
    _template = "template1"

    def setUp(self) -> None:
        if self.start and self._upgraded is None:
            self.database = self.enterClassContext(systems.new_database(self.server))
            self.revise("upgrade", self.start)
            type(self)._upgraded = self.database
            type(self)._template = self.database.value("select current_database()")
            if not self.shared:
                self.database.close()
        if self.shared:
            self.database = self._upgraded
        else:
            self.database = self.enterContext(systems.new_database(self.server, self._template))

    def run_file(self, name: str) -> None:
        """Runs a file as the team does by hand, with an empty search_path."""
        self.psql("set search_path = ''; set client_min_messages = warning;\n"
                  + (VERSIONS / name).read_text(encoding="utf-8"))

    def names(self, sql: str) -> list[str]:
        """The first column of the rows. In the SQL, $schemas stands for the schemas of the
        system."""
        listed = ", ".join(f"'{schema}'" for schema in SCHEMAS)
        return [row[0] for row in self.database.ask(sql.replace("$schemas", f"({listed})"))]

    def new_user(self) -> str:
        return self.database.value("insert into auth.users default values returning id::text")

    def new_workspace(self, name: str = "Acme") -> str:
        return self.database.value(
            "insert into core.workspaces (name) values (%s) returning id::text", [name])

    def new_member(self, workspace: str, role: str) -> str:
        user = self.new_user()
        self.database.ask("insert into core.members (workspace_id, user_id, role) "
                          "values (%s, %s, %s)", [workspace, user, role])
        return user

    def new_founder(self, workspace: str, role: str = "member") -> str:
        user = self.new_member(workspace, role)
        self.database.ask("insert into core.founders (workspace_id, user_id, display_name, email) "
                          "values (%s, %s, 'Ada', 'ada@example.org')", [workspace, user])
        return user

    def fill(self, workspace: str) -> str:
        """Adds a row to each table that has none in the workspace. Returns the workspace."""
        user = self.new_user()
        values = {"workspace": workspace, "new_user_0": user, "founder_0": user}
        for table, rows in self.rows_of(workspace).items():
            if rows == 0:
                self.database.ask(insert(table), values)
        return workspace

    def rows_of(self, workspace: str) -> dict[str, int]:
        """How many rows each table has in the workspace."""
        return {table: self.database.value(
            f"select count(*) from {table} "
            f"where {'id' if table == 'core.workspaces' else 'workspace_id'} = %s", [workspace])
            for table in ROWS}
