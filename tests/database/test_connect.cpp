#include <filesystem>

#include "database/live.h"
#include "database/sql_error.h"

namespace test_connect {

using namespace revise;
using namespace revise::test;

namespace {

struct server_address {
  std::string user, password, port;
};

// The address in `postgresql://USER:PASSWORD@HOST:PORT/NAME`.
server_address address_of(const std::string& url) {
  const std::size_t user = url.find("://") + 3;
  const std::size_t password = url.find(':', user) + 1;
  const std::size_t host = url.find('@', password) + 1;
  const std::size_t port = url.find(':', host) + 1;
  return {url.substr(user, password - user - 1), url.substr(password, host - password - 1),
          url.substr(port, url.find('/', port) - port)};
}

std::string refusal(const std::string& url) {
  return error_text<connection_error>([&] { connect(parse_database_url(url)); });
}

}  // namespace

TEST_CASE("a wrong password is told without showing either password") {
  const std::string url = server_url(postgres_server::plain);
  const server_address at = address_of(url);
  CHECK(replaced(refusal(replaced(url, at.password, "no%3Asuch%40word%20=%27")), at.port, "PORT") ==
        "cannot connect to postgresql://revise:***@127.0.0.1:PORT/postgres: connection to server "
        "at \"127.0.0.1\", port PORT failed: FATAL:  password authentication failed for user "
        "\"revise\"\n"
        "hint: check the user and the password in the URL, PGPASSWORD or ~/.pgpass");
}

TEST_CASE("a wrong user, host, port or database is told with what to check") {
  const std::string url = server_url(postgres_server::plain);
  const server_address at = address_of(url);
  const auto shown = [&](const std::string& said) { return replaced(said, at.port, "PORT"); };
  const std::string server = "connection to server at \"127.0.0.1\", port ";
  CHECK(shown(refusal(replaced(url, "//revise:", "//nobody:"))) ==
        "cannot connect to postgresql://nobody:***@127.0.0.1:PORT/postgres: " + server +
            "PORT failed: FATAL:  password authentication failed for user \"nobody\"\n"
            "hint: check the user and the password in the URL, PGPASSWORD or ~/.pgpass");
  CHECK(shown(refusal(with_database(url, "no_such"))) ==
        "cannot connect to postgresql://revise:***@127.0.0.1:PORT/no_such: " + server +
            "PORT failed: FATAL:  database \"no_such\" does not exist\n"
            "hint: create the database first (createdb), or check its name in the URL");
  CHECK(refusal(replaced(url, ":" + at.port, ":1")) ==
        "cannot connect to postgresql://revise:***@127.0.0.1:1/postgres: " + server +
            "1 failed: Connection refused\n"
            "\tIs the server running on that host and accepting TCP/IP connections?\n"
            "hint: check the host and the port, and that the server is running");
  // The resolver's message depends on the network of the machine.
  const std::string nowhere = shown(refusal(replaced(url, "127.0.0.1", "nowhere.invalid")));
  CHECK(nowhere.starts_with(
      "cannot connect to postgresql://revise:***@nowhere.invalid:PORT/postgres: could not "
      "translate host name \"nowhere.invalid\" to address: "));
  CHECK(nowhere.ends_with("\nhint: check the host in the URL"));
}

TEST_CASE("a sqlite database in a missing folder, and one that is a folder, cannot be opened") {
  const temporary_folder folder;
  const std::string path = folder.path().string();
  const auto shown = [&](const std::string& said) { return replaced(said, path, "FOLDER"); };
  CHECK(shown(refusal("sqlite:///" + path + "/none/a.db")) ==
        "cannot open sqlite:///FOLDER/none/a.db: folder 'FOLDER/none' is missing\n"
        "hint: check the path in the URL, or create the folder: mkdir -p 'FOLDER/none'");
  CHECK(shown(refusal("sqlite:///" + path)) == "cannot open sqlite:///FOLDER: it is a folder");
  CHECK(!std::filesystem::exists(folder.path() / "none"));
}

TEST_CASE("a file that is no sqlite database is told when it is opened") {
  const temporary_folder folder;
  const std::string path = folder.write("a.db", "this is no database, but long enough to be one\n");
  CHECK(replaced(refusal("sqlite:///" + path), path, "FILE") ==
        "cannot open sqlite:///FILE: file is not a database");
}

TEST_CASE("a sqlite path may hold whatever a file name can") {
  for (const std::string name :
       {"a b.db", "it's.db", "a\"b.db", "a=b.db", "$HOME;x.db", "ü%20.db"}) {
    CAPTURE(name);
    const temporary_folder folder;
    const std::string path = folder.path() / name;
    connect(parse_database_url("sqlite:///" + path))->execute("create table t (a)");
    CHECK(std::filesystem::exists(path));
  }
  const temporary_folder folder;
  const std::string both = folder.path() / "a\"=.db";
  CHECK(replaced(refusal("sqlite:///" + both), both, "FILE") ==
        "the path 'FILE' of the sqlite database contains both '\"' and '='\n"
        "hint: rename the file, or use a symbolic link to it");
}

}  // namespace test_connect
