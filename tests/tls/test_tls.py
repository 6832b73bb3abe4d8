#!/usr/bin/python3
"""test_tls.py --bin FOLDER: the TLS settings in the URL and the environment reach libpq unchanged.

The test runs its own server, with certificates made here: one root that signed the server's and a
client's certificate, and another root that signed nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from own_server import OwnServer, new_own_server

# Reports the user and the connection, and fails, so that it runs again the next time.
MIGRATION = """\
#include <revise/migration.h>
#include <revise/rows.h>

#include <string>

using namespace revise;

const registered migration{
    .revision = "a1",
    .down_revision = {},
    .upgrade = [](operations& op) {
      const auto seen = op.scalar<std::string>(
          "select ssl || ',' || coalesce(client_dn, '') || ',' || current_setting('work_mem') "
          "from pg_stat_ssl where pid = pg_backend_pid()");
      op.execute("do $$ begin raise exception 'tls=" + seen + ";'; end $$");
    },
    .downgrade = irreversible,
};
"""


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def make_root(folder: Path, name: str) -> None:
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
            f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.crt")


def make_signed(folder: Path, root: str, name: str, subject: str, extension: str) -> None:
    openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={subject}", "-keyout",
            f"{name}.key", "-out", f"{name}.csr")
    (folder / f"{name}.ext").write_text(extension, encoding="utf-8")
    openssl(folder, "x509", "-req", "-days", "2", "-in", f"{name}.csr", "-CA", f"{root}.crt",
            "-CAkey", f"{root}.key", "-CAcreateserial", "-extfile", f"{name}.ext", "-out",
            f"{name}.crt")
    (folder / f"{name}.key").chmod(0o600)


class Tls(unittest.TestCase):
    revise: str
    folder: Path
    server: OwnServer

    def run_revise(self, url: str, variables: dict[str, str] | None = None) -> tuple[int, str]:
        """Runs a migration that reports what it sees. Returns the exit code and the whole
        output."""
        done = subprocess.run([self.revise, "--url", url, "upgrade", "head", "-v"],
                              cwd=self.folder, capture_output=True, text=True, check=False,
                              timeout=60, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
                                               "HOME": str(self.folder), **(variables or {})})
        self.assertNotIn(self.server.password, done.stdout + done.stderr)
        return done.returncode, done.stdout + done.stderr

    def url(self, host: str = "localhost", **parameters: str) -> str:
        return (f"postgresql://revise:{self.server.password}@{host}:{self.server.port}/postgres?"
                + urllib.parse.urlencode(parameters, quote_via=urllib.parse.quote))

    def expect(self, seen: str, url: str, variables: dict[str, str] | None = None) -> None:
        code, said = self.run_revise(url, variables)
        self.assertIn(f"tls={seen};", said)
        self.assertEqual(code, 1)

    def expect_refusal(self, why: str, url: str, variables: dict[str, str] | None = None) -> None:
        code, said = self.run_revise(url, variables)
        self.assertIn("revise: error: cannot connect to postgresql://revise:***@", said)
        self.assertIn(why, said)
        self.assertNotIn("tls=", said)
        self.assertEqual(code, 1)

    def file(self, name: str) -> str:
        return str(self.folder / name)

    def test_require_connects_by_tls_and_disable_without(self) -> None:
        self.expect("true,,4MB", self.url(sslmode="require"))
        self.expect("false,,4MB", self.url(sslmode="disable"))

    def test_verify_full_takes_the_right_root_only(self) -> None:
        self.expect("true,,4MB", self.url(sslmode="verify-full", sslrootcert=self.file("root.crt")))
        self.expect_refusal("certificate verify failed",
                            self.url(sslmode="verify-full", sslrootcert=self.file("other.crt")))
        self.expect_refusal("does not exist", self.url(sslmode="verify-full"))

    def test_verify_full_wants_the_name_of_the_host_and_verify_ca_does_not(self) -> None:
        root = self.file("root.crt")
        self.expect_refusal('does not match host name "127.0.0.1"',
                            self.url("127.0.0.1", sslmode="verify-full", sslrootcert=root))
        self.expect("true,,4MB", self.url("127.0.0.1", sslmode="verify-ca", sslrootcert=root))

    def test_the_environment_says_the_same(self) -> None:
        self.expect("false,,4MB", self.url(), {"PGSSLMODE": "disable"})
        self.expect("true,,4MB", self.url(), {"PGSSLMODE": "verify-full",
                                           "PGSSLROOTCERT": self.file("root.crt")})
        self.expect_refusal("certificate verify failed", self.url(),
                            {"PGSSLMODE": "verify-full", "PGSSLROOTCERT": self.file("other.crt")})
        # The URL takes precedence over the environment.
        self.expect("true,,4MB", self.url(sslmode="require"), {"PGSSLMODE": "disable"})

    def test_a_certificate_of_the_client(self) -> None:
        certificate = {"sslcert": self.file("client.crt"), "sslkey": self.file("client.key")}
        self.expect("true,/CN=revise,4MB", self.url(sslmode="require", **certificate))
        self.expect("true,/CN=revise,4MB", self.url(sslmode="require"),
                    {"PGSSLCERT": certificate["sslcert"], "PGSSLKEY": certificate["sslkey"]})
        # A role that logs in with its certificate alone.
        url = self.url(sslmode="require", **certificate).replace("/postgres?", "/by_certificate?")
        self.expect("true,/CN=revise,4MB", url.replace(f":{self.server.password}@", "@"))
        self.expect_refusal("requires a valid client certificate",
                            self.url(sslmode="require").replace("/postgres?", "/by_certificate?"))

    def test_channel_binding(self) -> None:
        self.expect("true,,4MB", self.url(sslmode="require", channel_binding="require"))
        self.expect_refusal("channel binding", self.url(sslmode="disable",
                                                        channel_binding="require"))

    def test_options_and_target_session_attrs(self) -> None:
        self.expect("true,,7MB", self.url(sslmode="require", options="-c work_mem=7MB"))
        self.expect("true,,4MB", self.url(sslmode="require", target_session_attrs="read-write"))
        self.expect_refusal("session is not read-only", self.url(sslmode="require",
                                                                 target_session_attrs="read-only"))


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bin", type=Path, required=True)
    given = options.parse_args()
    with (tempfile.TemporaryDirectory(prefix="revise-tls-") as name, new_own_server() as server):
        folder = Path(name)
        make_root(folder, "root")
        make_root(folder, "other")
        make_signed(folder, "root", "server", "localhost", "subjectAltName=DNS:localhost\n")
        make_signed(folder, "root", "client", "revise", "extendedKeyUsage=clientAuth\n")
        for file in ("root.crt", "server.crt", "server.key"):
            server.write(file, (folder / file).read_text(encoding="ascii"))
        server.write("postgresql.conf", "ssl = on\nssl_cert_file = 'server.crt'\n"
                     "ssl_key_file = 'server.key'\nssl_ca_file = 'root.crt'\n", append=True)
        server.write("pg_hba.conf", "hostssl by_certificate all all cert\n"
                                    "host all all all scram-sha-256\n")
        server.query("create database by_certificate")
        server.stop("fast")
        server.start()
        versions = folder / "db/versions"
        versions.mkdir(parents=True)
        (folder / "alembic.ini").write_text("[alembic]\nscript_location = db\n", encoding="utf-8")
        (versions / "a.cpp").write_text(MIGRATION, encoding="utf-8")
        Tls.revise = str(given.bin.absolute() / "revise")
        Tls.folder = folder
        Tls.server = server
        result = unittest.main(argv=[sys.argv[0]], exit=False).result
    sys.exit(not result.wasSuccessful())


if __name__ == "__main__":
    main()
