#include "sql/secrets.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace test_util_secrets {

using namespace revise;

TEST_CASE("the literal behind a password is hidden") {
  CHECK(without_secrets("create role app login password 'SECRET'") ==
        "create role app login password '***'");
  CHECK(without_secrets("ALTER USER app WITH ENCRYPTED PASSWORD 'SEC''RET' VALID UNTIL 'x'") ==
        "ALTER USER app WITH ENCRYPTED PASSWORD '***' VALID UNTIL 'x'");
  CHECK(without_secrets("alter role a password E'SEC\\'RET'; select 'b'") ==
        "alter role a password E'***'; select 'b'");
  CHECK(without_secrets("alter role a password U&'SECRET' login") ==
        "alter role a password U&'***' login");
  CHECK(without_secrets("alter role a password $x$SECRET$y$$x$ login") ==
        "alter role a password $x$***$x$ login");
  CHECK(without_secrets("alter role a password -- it's\n /* x */ 'SECRET'") ==
        "alter role a password -- it's\n /* x */ '***'");
  CHECK(without_secrets("alter role a password 'SECRET'\n  'SECRET'; select 1") ==
        "alter role a password '***'\n  '***'; select 1");
  CHECK(without_secrets("alter role a password 'SECRET") == "alter role a password '***");
  CHECK(without_secrets("alter role a password null; select 'x'") ==
        "alter role a password null; select 'x'");
}

TEST_CASE("options, columns and documents that hold one are hidden") {
  CHECK(
      without_secrets("create user mapping for a server s options (user 'b', password 'SECRET')") ==
      "create user mapping for a server s options (user 'b', password '***')");
  CHECK(without_secrets("options (sslpassword 'SECRET', \"password\" 'SECRET', sslkey 'k')") ==
        "options (sslpassword '***', \"password\" '***', sslkey 'k')");
  CHECK(without_secrets("update u set password = 'SECRET', name = 'a'") ==
        "update u set password = '***', name = 'a'");
  CHECK(without_secrets("set password = crypt('SECRET', gen_salt('bf'))") ==
        "set password = crypt('***', gen_salt('bf'))");
  CHECK(without_secrets("set_it(password => 'SECRET', client_secret := 'SECRET')") ==
        "set_it(password => '***', client_secret := '***')");
  CHECK(without_secrets("'{\"password\": \"SECRET\", \"a\": \"b\"}'") ==
        "'{\"password\": \"***\", \"a\": \"b\"}'");
  CHECK(without_secrets("jsonb_build_object('password', 'SECRET', 'a', 'b')") ==
        "jsonb_build_object('password', '***', 'a', 'b')");
  CHECK(without_secrets("where password = $1 and secret = ?") ==
        "where password = $1 and secret = ?");
}

TEST_CASE("the password of a connection string is hidden") {
  CHECK(without_secrets("create subscription s connection 'host=h password=SECRET user=u' "
                        "publication p") ==
        "create subscription s connection 'host=h password=*** user=u' publication p");
  CHECK(without_secrets("connection 'password=SECRET'") == "connection 'password=***'");
  CHECK(without_secrets("connection 'password=SE,C)RET\\ x;'") == "connection 'password=***'");
  CHECK(without_secrets("connection 'password = SECRET user=u'") ==
        "connection 'password = *** user=u'");
  CHECK(without_secrets("connection 'password=''SEC RET'' user=u'") ==
        "connection 'password=''***'' user=u'");
  CHECK(without_secrets("connection E'password=\\'SEC RET\\' user=u'") ==
        "connection E'password=\\'***\\' user=u'");
  CHECK(without_secrets("dblink('postgresql://u:SECRET@h/d', 'select 1')") ==
        "dblink('postgresql://u:***@h/d', 'select 1')");
  CHECK(without_secrets("dblink('postgresql://u:SEC/R@ET@h/d?x=y')") ==
        "dblink('postgresql://u:***@h/d?x=y')");
  CHECK(without_secrets("dblink('postgresql://h/d?user=u&password=SECRET')") ==
        "dblink('postgresql://h/d?user=u&password=***')");
  CHECK(without_secrets("dblink('postgresql://h:5432/d')") == "dblink('postgresql://h:5432/d')");
}

TEST_CASE("a password within a literal is hidden, whoever will read that") {
  CHECK(without_secrets("do $$ begin execute 'create role a password ''SECRET'' login'; end $$") ==
        "do $$ begin execute 'create role a password ''***'' login'; end $$");
  CHECK(without_secrets("execute 'create role a password ''SECRET'''") ==
        "execute 'create role a password ''***'''");
  CHECK(without_secrets("do $$ begin create role a password 'SECRET'; end $$") ==
        "do $$ begin create role a password '***'; end $$");
  CHECK(without_secrets("alter role a password ''; select 'b', ''") ==
        "alter role a password ''; select 'b', ''");
}

TEST_CASE("a text without a secret stays as it is") {
  for (const char* text :
       {"", "create table users (password text not null, password_hash text default 'x')",
        "select password, 'a' from users", "password authentication failed for user \"app\"",
        "set password_encryption = 'scram-sha-256'", "insert into secrets values ('x')",
        "comment on column u.password is 'x'", "select 'a://b', x@y", "password", "://"}) {
    CHECK(without_secrets(text) == text);
  }
}

TEST_CASE("a place in the text is found again") {
  const std::string text = "alter role a password 'a long SECRET' bad; password 'x' worse";
  const std::string shown = without_secrets(text);
  for (const char* word : {"alter", "'a long", "bad", "worse"}) {
    const std::size_t at = text.find(word);
    CAPTURE(word);
    const std::string behind = std::string(word) == "'a long" ? "'***'" : word;
    CHECK(shown.substr(offset_without_secrets(text, at)).starts_with(behind));
  }
  CHECK(offset_without_secrets(text, text.size()) == shown.size());
  CHECK(shown.substr(offset_without_secrets(text, text.find("SECRET"))).starts_with("***' bad"));
}

TEST_CASE("any text is taken") {
  constexpr std::string_view parts[] = {"password", "'", "''", "\\'", "$x$", "=",  " ", "://",
                                        "@",        ":", "E",  "(",   "--",  "/*", "a", "\""};
  constexpr unsigned texts = 20000;
  std::size_t hidden = 0;
  for (unsigned seed = 0; seed < texts; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (std::size_t i = random() % 20; i > 0; --i) text += parts[random() % std::size(parts)];
    CAPTURE(text);
    std::size_t before = 0;
    for (const text_range& secret : secrets_in(text)) {
      REQUIRE(before <= secret.begin);
      REQUIRE(secret.begin < secret.end);
      REQUIRE(secret.end <= text.size());
      before = secret.end;
      ++hidden;
    }
    REQUIRE(offset_without_secrets(text, text.size()) == without_secrets(text).size());
  }
  MESSAGE(texts << " texts, " << hidden << " secrets");
  CHECK(hidden > texts / 10);
}

}  // namespace test_util_secrets
