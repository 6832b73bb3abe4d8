#include "database/connection.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include "database/backends.h"
#include "database/sql_error.h"

namespace revise {

long long statement_answer::rows() const {
  if (refused_ != nullptr) throw sql_error(*refused_);
  return rows_;
}

std::unique_ptr<connection> connect(const database_url& url, notice_function on_notice,
                                    wait_function on_wait) {
  return url.kind == database_kind::postgresql ? connect_postgresql(url, std::move(on_notice))
                                               : connect_sqlite(url, std::move(on_wait));
}

error session_in_transaction() {
  return error("the session is in a transaction",
               "commit or roll back before passing the session to revise");
}

std::unique_ptr<connection> connection_on(soci::session& session, wait_function on_wait) {
  if (!session.is_connected()) {
    throw error("the session is not connected", "open the session before passing it to revise");
  }
  const std::string backend = session.get_backend_name();
  std::unique_ptr<connection> made;
  if (backend == "postgresql") {
    made = postgresql_connection_on(session);
  } else if (backend == "sqlite3") {
    made = sqlite_connection_on(session, std::move(on_wait));
  } else {
    throw error(fmt::format(
        "the session has the backend '{}', but revise supports only postgresql and sqlite3",
        backend));
  }
  return made;
}

}  // namespace revise
