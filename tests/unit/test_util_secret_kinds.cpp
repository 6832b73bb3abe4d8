#include <doctest/doctest.h>

#include <random>
#include <string>
#include <utility>

#include "sql/secrets.h"

namespace test_util_secret_kinds {

using namespace revise;

namespace {

// Each text, and the text that is shown for it.
constexpr std::pair<const char*, const char*> shown[] = {
    {R"~(do $$ begin execute 'alter role r password ' || quote_literal('SECRET'); end $$)~",
     R"~(do $$ begin execute 'alter role r password ' || quote_literal('***'); end $$)~"},
    {R"~(do $$ begin execute format('alter role r password %L', 'SECRET'); end $$)~",
     R"~(do $$ begin execute format('alter role r password %L', '***'); end $$)~"},
    {R"~(do $$ begin execute format('alter role %I password %L valid until %L', 'app', 'SECRET', '2030-01-01'); end $$)~",
     R"~(do $$ begin execute format('alter role %I password %L valid until %L', '***', '***', '***'); end $$)~"},
    {R"~(do $$ begin execute format('alter role r password ''%s''', 'SECRET'); end $$)~",
     R"~(do $$ begin execute format('alter role r password ''%s''', '***'); end $$)~"},
    {R"~(do $$ begin execute format($f$alter role r password %L$f$, 'SECRET'); end $$)~",
     R"~(do $$ begin execute format($f$alter role r password %L$f$, '***'); end $$)~"},
    {R"~(do $$ begin execute concat('alter role r password ', quote_literal('SECRET')); end $$)~",
     R"~(do $$ begin execute concat('alter role r password ', quote_literal('***')); end $$)~"},
    {R"~(do $$ begin execute 'alter role r password ''' || 'SECRET' || ''''; end $$)~",
     R"~(do $$ begin execute 'alter role r password ''' || '***' || '***'; end $$)~"},
    {R"~(do $$ begin execute $q$alter role r password $q$ || quote_literal('SECRET'); end $$)~",
     R"~(do $$ begin execute $q$alter role r password $q$ || quote_literal('***'); end $$)~"},
    {R"~(do $$ begin execute 'update u set password = $1' using 'SECRET'; end $$)~",
     R"~(do $$ begin execute 'update u set password = $1' using '***'; end $$)~"},
    {R"~(do $$ declare p text := 'SECRET'; begin execute format('alter role r password %L', p); end $$)~",
     R"~(do $$ declare p text := '***'; begin execute format('alter role r password %L', p); end $$)~"},
    {R"~(do $$ declare v constant varchar(20) default 'SECRET'; begin execute 'alter role r password ' || quote_literal(v); end $$)~",
     R"~(do $$ declare v constant varchar(20) default '***'; begin execute 'alter role r password ' || quote_literal(v); end $$)~"},
    {R"~(do $$ begin execute E'alter role r password \'SECRET\''; end $$)~",
     R"~(do $$ begin execute E'alter role r password \'***\''; end $$)~"},
    {R"~(do $$ declare password text := 'SECRET'; begin end $$)~",
     R"~(do $$ declare password text := '***'; begin end $$)~"},
    {R"~(do $x$ begin execute 'do $y$ begin execute ''alter role r password '' || quote_literal(''SECRET''); end $y$'; end $x$)~",
     R"~(do $x$ begin execute 'do $y$ begin execute ''alter role r password '' || quote_literal(''***''); end $y$'; end $x$)~"},
    {R"~(do $x$ begin execute 'do $y$ begin execute ''alter role r password ''''SECRET''''''; end $y$'; end $x$)~",
     R"~(do $x$ begin execute 'do $y$ begin execute ''alter role r password ''''***''''''; end $y$'; end $x$)~"},
    {R"~(alter role r password U&'SECRET')~", R"~(alter role r password U&'***')~"},
    {R"~(select dblink_connect('postgresql://[u:SECRET@host/db'))~",
     R"~(select dblink_connect('postgresql://[u:***@host/db'))~"},
    {R"~(select dblink_connect('postgresql://u:SECRET@h1:5432,h2:5433/db'))~",
     R"~(select dblink_connect('postgresql://u:***@h1:5432,h2:5433/db'))~"},
    {R"~(select dblink_connect('postgresql://u:SEC@RET/SECRET@h/db?password=SECRET&sslmode=require'))~",
     R"~(select dblink_connect('postgresql://u:***@h/db?password=***&sslmode=require'))~"},
    {R"~(select dblink_connect('c', 'host=h user=u password=SECRET dbname=d'))~",
     R"~(select dblink_connect('c', 'host=h user=u password=*** dbname=d'))~"},
    {R"~(select dblink_connect('host=h password=' || 'SECRET'))~",
     R"~(select dblink_connect('host=h password=' || '***'))~"},
    {R"~(select dblink_connect(format('host=%s password=%s', 'h', 'SECRET')))~",
     R"~(select dblink_connect(format('host=%s password=%s', '***', '***')))~"},
    {R"~(select dblink_connect('postgresql://u:' || 'SECRET' || '@h/db'))~",
     R"~(select dblink_connect('postgresql://u:' || '***' || '***'))~"},
    {R"~(select dblink_connect(format('postgresql://u:%s@h/db', 'SECRET')))~",
     R"~(select dblink_connect(format('postgresql://u:%s@h/db', '***')))~"},
    {R"~(select dblink_connect('postgresql://u:SECRET SECRET@h/db'))~",
     R"~(select dblink_connect('postgresql://u:***@h/db'))~"},
    {R"~(select dblink_connect('postgresql://u:SECRET'))~",
     R"~(select dblink_connect('postgresql://u:***'))~"},
    {R"~(select dblink_connect('postgresql://h/db?p%61ssword=SECRET&a=b'))~",
     R"~(select dblink_connect('postgresql://h/db?p%61ssword=***&a=b'))~"},
    {R"~(update t set api_key = 'SECRET', secret_key='SECRET', "accessToken" = 'SECRET', pwd = 'SECRET', private_key = $k$SECRET$k$)~",
     R"~(update t set api_key = '***', secret_key='***', "accessToken" = '***', pwd = '***', private_key = $k$***$k$)~"},
    {R"~(select pgp_sym_encrypt('data', 'SECRET'), pgp_sym_decrypt(x, 'SECRET', 'cipher-algo=aes256'))~",
     R"~(select pgp_sym_encrypt('***', '***'), pgp_sym_decrypt(x, '***', '***'))~"},
    {R"~(select hmac('data', 'SECRET', 'sha256'), encrypt('d'::bytea, 'SECRET', 'aes'), crypt('SECRET', gen_salt('bf')))~",
     R"~(select hmac('***', '***', '***'), encrypt('***'::bytea, '***', '***'), crypt('***', gen_salt('bf')))~"},
    {R"~(create user mapping for a server s options (user 'b', password 'SECRET'))~",
     R"~(create user mapping for a server s options (user 'b', password '***'))~"},
    {R"~(alter user mapping for a server s options (set password 'SECRET', add token 'SECRET'))~",
     R"~(alter user mapping for a server s options (set password '***', add token '***'))~"},
    {R"~(create subscription s connection 'host=h password=SECRET' publication p)~",
     R"~(create subscription s connection 'host=h password=***' publication p)~"},
    {R"~(copy t from program 'curl -u u:SECRET http://h/x')~",
     R"~(copy t from program 'curl -u u:*** http://h/x')~"},
    {R"~(copy t from program 'curl --user "u:SECRET SECRET" http://h/x')~",
     R"~(copy t from program 'curl --user "u:***" http://h/x')~"},
    {R"~(copy t from program 'curl -uu:SECRET -H "Authorization: Bearer SECRET" -H "X-Api-Key: SECRET" http://h/x')~",
     R"~(copy t from program 'curl -uu:*** -H "Authorization: Bearer ***" -H "X-Api-Key: ***" http://h/x')~"},
    {R"~(copy t from program 'PGPASSWORD=SECRET psql -c x')~",
     R"~(copy t from program 'PGPASSWORD=*** psql -c x')~"},
    {R"~(copy t from program 'wget --password=SECRET --http-password SECRET http://h')~",
     R"~(copy t from program 'wget --password=*** --http-password *** http://h')~"},
    {R"~(copy t from program 'sshpass -p SECRET ssh h')~",
     R"~(copy t from program 'sshpass -p *** ssh h')~"},
    {R"~(copy t from program 'mysql -pSECRET -u app shop')~",
     R"~(copy t from program 'mysql -p*** -u app shop')~"},
    {R"~(select http(('GET', 'http://h', array[http_header('Authorization', 'Bearer SECRET')], null, null)))~",
     R"~(select http(('GET', 'http://h', array[http_header('Authorization', '***')], null, null)))~"},
    {R"~(select set_config('app.jwt_secret', 'SECRET', false))~",
     R"~(select set_config('app.jwt_secret', '***', false))~"},
    {R"~(set app.jwt_secret to 'SECRET')~", R"~(set app.jwt_secret to '***')~"},
    {R"~(set app.api_key = 'SECRET')~", R"~(set app.api_key = '***')~"},
    {R"~(insert into settings values ('smtp_password', 'SECRET'))~",
     R"~(insert into settings values ('smtp_password', '***'))~"},
    {R"~(select vault.create_secret('SECRET', 'name'))~",
     R"~(select vault.create_secret('***', '***'))~"},
    {R"~(select '{"apiKey": "SECRET", "token":"SEC\"RET", "n": 1}'::jsonb)~",
     R"~(select '{"apiKey": "***", "token":"***", "n": 1}'::jsonb)~"},
    {R"~(select '{"a": {"client_secret" : "SECRET"}}'::jsonb)~",
     R"~(select '{"a": {"client_secret" : "***"}}'::jsonb)~"},
    {R"~(select jsonb_build_object('a', 1, 'password', 'SECRET'))~",
     R"~(select jsonb_build_object('a', 1, 'password', '***'))~"},
    {R"~(select E'{\"password\": \"SECRET\"}')~", R"~(select E'{\"password\": \"***\"}')~"},
    {R"~(alter role r password 'SEC\'SECRET')~", R"~(alter role r password '***')~"},
    {R"~(select 'it's', dblink('host=h password = SECRET'))~",
     R"~(select 'it's', dblink('host=h password = ***'))~"},
    {R"~(alter role r password md5('SECRET'))~", R"~(alter role r password md5('***'))~"},
    {R"~(set password = case when a then 'SECRET' else 'SECRET' end where name = 'ann')~",
     R"~(set password = case when a then '***' else '***' end where name = 'ann')~"},
    {R"~(update u set password = 'SECRET' || 'SECRET' where name = 'ann')~",
     R"~(update u set password = '***' || '***' where name = 'ann')~"},
    {R"~(alter role r password "SECRET")~", R"~(alter role r password "***")~"},
    {R"~(alter role r password''SECRET'')~", R"~(alter role r password''***'')~"},
    {R"~(select net.http_post(url := 'https://h', headers := '{"Authorization": "Bearer SECRET"}'::jsonb))~",
     R"~(select net.http_post(url := 'https://h', headers := '{"Authorization": "***"}'::jsonb))~"},
    {R"~(select 'Authorization: Basic SECRET==')~", R"~(select 'Authorization: Basic ***')~"},
    {R"~(create function f(password text default 'x') returns text as $$ select 'SEC' where password = 'SECRET' $$ language sql)~",
     R"~(create function f(password text default '***') returns text as $$ select 'SEC' where password = '***' $$ language sql)~"},
    {R"~(alter role r with password E'SECRET\'SECRET' login)~",
     R"~(alter role r with password E'***' login)~"},
    {R"~(create server s foreign data wrapper w options (access_key_id 'AK', secret_access_key 'SECRET'))~",
     R"~(create server s foreign data wrapper w options (access_key_id 'AK', secret_access_key '***'))~"},
    {R"~(execute 'create role a password ' || quote_literal(coalesce(null, 'SECRET')) || ' login')~",
     R"~(execute 'create role a password ' || quote_literal(coalesce(null, '***')) || '***')~"},
    {R"~(select s3.put('b', secret => 'SECRET', passphrase := 'SECRET'))~",
     R"~(select s3.put('b', secret => '***', passphrase := '***'))~"},
    {R"~(where password <> 'SECRET' and token != 'SECRET')~",
     R"~(where password <> '***' and token != '***')~"},
    {R"~(do $$ begin execute format('{"password": "%s"}', 'SECRET'); end $$)~",
     R"~(do $$ begin execute format('{"password": "%s"}', '***'); end $$)~"},
    {R"~(do $x$ begin execute $$a password $$ || $$SECRET$$; end $x$)~",
     R"~(do $x$ begin execute $$a password $$ || $$***$$; end $x$)~"},
    {R"~(do $$ declare s text; begin s := 'SECRET'; execute format('alter user r encrypted password %1$L', s); end $$)~",
     R"~(do $$ declare s text; begin s := '***'; execute format('alter user r encrypted password %1$L', s); end $$)~"},
    {R"~(select dblink_exec('c', 'alter role r password ''SECRET'''))~",
     R"~(select dblink_exec('c', 'alter role r password ''***'''))~"},
    {R"~(select dblink_exec('host=h password=''SECRET SECRET''', 'x'))~",
     R"~(select dblink_exec('host=h password=''***''', 'x'))~"},
    {R"~(select dblink('hostaddr=1.1.1.1 sslpassword=SECRET', 'x'))~",
     R"~(select dblink('hostaddr=1.1.1.1 sslpassword=***', 'x'))~"},
    {R"~(CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS ("user" 'b', "password" 'SECRET'))~",
     R"~(CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS ("user" 'b', "password" '***'))~"},
    {R"~(create user u with password $pw$SECRET$pw$)~",
     R"~(create user u with password $pw$***$pw$)~"},
    {R"~(create role r login password E'\123SECRET')~", R"~(create role r login password E'***')~"},
    {R"~(alter role r with password 'SECRET''SECRET''')~", R"~(alter role r with password '***')~"},
    {R"~(alter database d set app.secret_key = 'SECRET')~",
     R"~(alter database d set app.secret_key = '***')~"},
    {R"~(alter system set app.access_key to 'SECRET')~",
     R"~(alter system set app.access_key to '***')~"},
    {R"~(insert into t values ('https://user:SECRET@host/path?x=1'), ('https://h/p?api_key=SECRET&x=1'))~",
     R"~(insert into t values ('https://user:***@host/path?x=1'), ('https://h/p?api_key=***&x=1'))~"},
    {R"~(insert into t (a) values ('AWS_SECRET_ACCESS_KEY=SECRET'), ('export TOKEN="SECRET"'))~",
     R"~(insert into t (a) values ('AWS_SECRET_ACCESS_KEY=***'), ('export TOKEN="***"'))~"},
    {R"~(copy t to program 'curl -X POST -u ''u:SECRET'' http://h')~",
     R"~(copy t to program 'curl -X POST -u ''u:***'' http://h')~"},
    {R"~(copy t from program $$curl --user u:SECRET http://h$$)~",
     R"~(copy t from program $$curl --user u:*** http://h$$)~"},
    {R"~(copy t from program $$psql "postgresql://u:SECRET@h/db" -c 'select 1'$$)~",
     R"~(copy t from program $$psql "postgresql://u:***@h/db" -c 'select 1'$$)~"},
    {R"~(copy t from program 'curl -H ''Authorization: Bearer SECRET'' http://h')~",
     R"~(copy t from program 'curl -H ''Authorization: Bearer ***'' http://h')~"},
    {R"~(copy t from program 'curl -H "Authorization: SECRET" http://h')~",
     R"~(copy t from program 'curl -H "Authorization: ***" http://h')~"},
    {R"~(copy t from program 'aws s3 cp --secret-key SECRET x')~",
     R"~(copy t from program 'aws s3 cp --secret-key *** x')~"},
    {R"~(select pgp_pub_decrypt(x, dearmor('-----BEGIN PGP PRIVATE KEY BLOCK-----SECRET-----END PGP PRIVATE KEY BLOCK-----'), 'SECRET'))~",
     R"~(select pgp_pub_decrypt(x, dearmor('***'), '***'))~"},
    {R"~(select public.pgp_sym_encrypt('a', 'SEC' || 'RET'))~",
     R"~(select public.pgp_sym_encrypt('***', '***' || '***'))~"},
    {R"~(select encode(extensions.hmac('a', 'SECRET', 'sha256'), 'hex'))~",
     R"~(select encode(extensions.hmac('***', '***', '***'), 'hex'))~"},
    {R"~(select dblink_connect_u('myconn', 'dbname=postgres user=u password=SECRET'))~",
     R"~(select dblink_connect_u('myconn', 'dbname=postgres user=u password=***'))~"},
    {R"~(select postgres_fdw('password' => 'SECRET'))~",
     R"~(select postgres_fdw('password' => '***'))~"},
    {R"~(update u set pass = 'SECRET', "Pwd" = 'SECRET', user_pwd = 'SECRET', passphrase = 'SECRET')~",
     R"~(update u set pass = '***', "Pwd" = '***', user_pwd = '***', passphrase = '***')~"},
    {R"~(update u set token = 'SECRET'::text, private_key = E'SECRET\nSECRET')~",
     R"~(update u set token = '***'::text, private_key = E'***')~"},
    {R"~(update u set secret = decode('SECRET', 'hex') where id = 1)~",
     R"~(update u set secret = decode('***', '***') where id = 1)~"},
    {R"~(create server s options (password_required 'false', password 'SECRET'))~",
     R"~(create server s options (password_required 'false', password '***'))~"},
    {R"~(do $$ begin perform set_config('my.api_key', 'SECRET', true); end $$)~",
     R"~(do $$ begin perform set_config('my.api_key', '***', true); end $$)~"},
    {R"~(do $$ declare api_key constant text := 'SECRET'; begin end $$)~",
     R"~(do $$ declare api_key constant text := '***'; begin end $$)~"},
    {R"~(alter role r password /* 'x' */ 'SECRET')~", R"~(alter role r password /* 'x' */ '***')~"},
    {R"~(alter role r password 'SECRET)~", R"~(alter role r password '***)~"},
    {R"~(do $$ begin execute format('alter role r password %s', quote_literal('SECRET')); end $$)~",
     R"~(do $$ begin execute format('alter role r password %s', quote_literal('***')); end $$)~"},
    {R"~(do $$ begin execute 'alter role r password ' || format('%L', 'SECRET'); end $$)~",
     R"~(do $$ begin execute 'alter role r password ' || format('***', '***'); end $$)~"},
    {R"~(do $$ begin execute replace('alter role r password PW', 'PW', 'SECRET'); end $$)~",
     R"~(do $$ begin execute replace('alter role r password PW', 'PW', '***'); end $$)~"},
    {R"~(do $$ begin execute 'alter role r with encrypted password ' || chr(39) || 'SECRET' || chr(39); end $$)~",
     R"~(do $$ begin execute 'alter role r with encrypted password ' || chr(39) || '***' || chr(39); end $$)~"},
    {R"~(do $$ begin execute 'create user mapping for x server s options (user ''u'', password ' || quote_literal('SECRET') || ')'; end $$)~",
     R"~(do $$ begin execute 'create user mapping for x server s options (user ''u'', password ' || quote_literal('***') || '***'; end $$)~"},
    {R"~(select 'host=h user=u password=' || 'SECRET' || ' dbname=d')~",
     R"~(select 'host=h user=u password=' || '***' || '***')~"},
    {R"~(postgresql://u:SECRET@h/d)~", R"~(postgresql://u:***@h/d)~"},
    {R"~(select dblink($$host=h password = SECRET$$))~",
     R"~(select dblink($$host=h password = ***)~"},
};

// Texts without a secret.
constexpr const char* ordinary[] = {
    R"~(create table users (password text not null, password_hash text default 'x'))~",
    R"~(create table users (id int, password text not null default '', token uuid not null unique, secret_key bytea); -- the password: is hashed)~",
    R"~(select password, 'a' from users)~",
    R"~(select u.password, 'x' || name from users u join sessions s on s.token = u.token)~",
    R"~(select * from a, b where a.api_key=b.api_key and a.token = b.session_token and name = 'ann')~",
    R"~(update users set password = new_password where name = 'ann')~",
    R"~(update users set password = null, token = default where name = 'ann')~",
    R"~(set password_encryption = 'scram-sha-256')~",
    R"~(insert into secrets values ('x'))~",
    R"~(comment on column u.password is 'the password of the user, hashed')~",
    R"~(comment on column u.token is 'x')~",
    R"~(select 'a://b', x@y)~",
    R"~(select 'http://localhost:8080/path', 'https://example.org/a?b=c&d=e')~",
    R"~(alter table u add constraint c check (kind in ('password', 'token', 'sso')))~",
    R"~(create type auth as enum ('password', 'token', 'otp'))~",
    R"~(select data->>'password', 'other' from t)~",
    R"~(select data->>'token', 'other' from t where a = any(array['password', 'b']))~",
    R"~(alter table u rename column password to secret_hash)~",
    R"~(create index ix_token on sessions (token) where token is not null)~",
    R"~(grant select (password) on users to app)~",
    R"~(alter role app valid until '2030-01-01')~",
    R"~(alter role app password null; select 'x')~",
    R"~(create table token (kind text default 'x'))~",
    R"~(create unique index on tokens (token, kind) where kind = 'refresh')~",
    R"~(set session authorization 'joe')~",
    R"~(create schema authorization app)~",
    R"~(select 'the bearer of the token', 'x')~",
    R"~(select password::text, 'x' from users)~",
    R"~(select token_count = 5, 'x')~",
    R"~(-- password: see the vault)~",
    R"~(alter table users add column password varchar(60) not null check (length(password) = 60))~",
    R"~(create policy p on sessions using (token = current_setting('app.current')))~",
    R"~(do $$ begin raise exception 'wrong password for %', name using errcode = '28P01'; end $$)~",
    R"~(create function f() returns text as $$ select password $$ language sql; select 'x')~",
    R"~(insert into translations values ('enter your password', 'Passwort eingeben'))~",
    R"~(select 'enter your password', 'x')~",
    R"~(primary key (token), foreign key (api_key) references keys (api_key))~",
    R"~(create trigger t before update of password on users for each row execute function f('x'))~",
};

// Pieces of text that make the search look ahead, where it could take quadratic time.
constexpr const char* pieces[] = {"http://example.org/page,",
                                  "password ",
                                  "password=",
                                  "password='",
                                  "password ''",
                                  "password /*",
                                  "password --",
                                  "'",
                                  "''",
                                  "\\'",
                                  "$$",
                                  "$x$",
                                  "://a:b",
                                  "://",
                                  "@",
                                  "(",
                                  "[",
                                  "crypt(",
                                  "format('password %L',",
                                  "token",
                                  "bearer ",
                                  "-u ",
                                  "-u 'a",
                                  "-----BEGIN PRIVATE KEY",
                                  "E'\\'",
                                  "authorization: ",
                                  "password || ",
                                  "password := ",
                                  "&a%=",
                                  "?",
                                  "https://a/?x%61=y&",
                                  "case when ",
                                  "|| ",
                                  "\\",
                                  "\"",
                                  "'password', ",
                                  "%L",
                                  "using ",
                                  "pw text ",
                                  "a-",
                                  "password $x",
                                  "<password>",
                                  "<a b='",
                                  "value: ",
                                  "key=\"password\" ",
                                  "password: |\n  ",
                                  "password: [",
                                  "\n",
                                  "/*",
                                  "$y$",
                                  "where key = 'password' and ",
                                  "(password = ",
                                  "select into password ",
                                  "in ('password', ",
                                  "'a' ",
                                  ";",
                                  " "};

// Repeats the piece an even number of times: a text with balanced quotes is read as SQL, any other
// is not.
std::string repeated(const std::string& piece, std::size_t size) {
  std::string text;
  while (text.size() < size) text += piece + piece;
  return text;
}

std::size_t looked_at(const std::string& text) {
  std::size_t result = 0;
  secrets_in(text, text_origin::sql, &result);
  return result;
}

}  // namespace

TEST_CASE("secrets of each kind are hidden, and what helps is shown") {
  for (const auto& [text, expected] : shown) CHECK(without_secrets(text) == expected);
}

TEST_CASE("ordinary SQL that speaks of passwords and tokens is shown") {
  for (const char* text : ordinary) CHECK(without_secrets(text) == text);
}

TEST_CASE("a server's words about a secret are hidden though they are no SQL") {
  const auto words = [](const char* text) { return without_secrets(text, text_origin::server); };
  CHECK(words("token = SECRET is wrong") == "token = *** is wrong");
  CHECK(words("password: SECRET") == "password: ***");
  CHECK(words("password authentication failed for user \"app\"") ==
        "password authentication failed for user \"app\"");
}

TEST_CASE("the search for secrets takes linear time") {
  std::mt19937 random(7);
  const auto piece = [&random] { return pieces[random() % std::size(pieces)]; };
  for (int i = 0; i < 800; ++i) {
    std::string unit = piece();
    for (unsigned more = random() % 4; more > 0; --more) unit += piece();
    CAPTURE(unit);
    const std::size_t few = looked_at(repeated(unit, 500));
    const std::size_t many = looked_at(repeated(unit, 2000));
    CHECK(many < 5 * few);
    CHECK(many < 300U * 2000U);
  }
}

TEST_CASE("a text that is too long is cut before it is searched, and what is cut is said") {
  const std::string text = "select '" + std::string(longest_shown, 'x') + "', password 'SECRET'";
  const std::string result = without_secrets(text);
  CHECK(result.starts_with("select 'xxx"));
  CHECK(result.ends_with("xxx ... (28 bytes more)"));
  CHECK(result.find("SECRET") == std::string::npos);
}

}  // namespace test_util_secret_kinds
