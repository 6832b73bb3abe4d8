#include "database/connection.h"

#include "database/backends.h"

namespace revise {

std::unique_ptr<connection> connect(const database_url& url, notice_function on_notice,
                                    wait_function on_wait) {
  return url.kind == database_kind::postgresql ? connect_postgresql(url, std::move(on_notice))
                                               : connect_sqlite(url, std::move(on_wait));
}

}  // namespace revise
