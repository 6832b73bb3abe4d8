#include "database/postgresql/copy.h"

#include <algorithm>
#include <array>

#include "database/postgresql/failure.h"
#include "database/value_text.h"

namespace revise {

namespace {

// How much is passed to libpq at once. A larger buffer was not faster.
constexpr std::size_t buffer_size = 1U << 16U;
constexpr std::size_t most_at_once = 1U << 30U;

// The letter that follows the backslash (PostgreSQL manual, COPY, "Text Format"); 0 if the
// character is not escaped.
constexpr std::array<char, 256> escapes = [] {
  std::array<char, 256> table{};
  table['\\'] = '\\';
  table['\t'] = 't';
  table['\n'] = 'n';
  table['\r'] = 'r';
  return table;
}();

// Formats rows into a buffer, which is sent when it is full. Errors about rows are read at the end:
// until then, the server accepts further rows and discards them.
class postgresql_copy final : public bulk_writer {
 public:
  postgresql_copy(PGconn* connection, std::string statement)
      : connection_(connection), statement_(std::move(statement)), buffer_(buffer_size, '\0') {
    const result_pointer begun(PQexec(connection_, statement_.c_str()), &PQclear);
    if (PQstatus(connection_) != CONNECTION_OK) throw lost(connection_);
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) throw refused_by(*begun, statement_);
    open_ = true;
  }

  ~postgresql_copy() override {
    if (!open_) return;
    PQputCopyEnd(connection_, "the rows ended early");
    end();
  }

  void add(std::span<const value> row) override {
    char before = 0;
    for (const value& v : row) {
      if (before != 0) put(before);
      before = '\t';
      write(v);
    }
    put('\n');
  }

  void finish() override {
    flush();
    if (PQputCopyEnd(connection_, nullptr) != 1) throw lost(connection_);
    const result_pointer failed = end();
    if (PQstatus(connection_) != CONNECTION_OK) throw lost(connection_);
    if (failed) throw refused_by(*failed, statement_);
  }

 private:
  // Reads the server's results for the copy. Returns the first error, or null.
  result_pointer end() {
    open_ = false;
    result_pointer failed(nullptr, &PQclear);
    while (PGresult* next = PQgetResult(connection_)) {
      result_pointer result(next, &PQclear);
      if (PQresultStatus(next) == PGRES_FATAL_ERROR && !failed) failed = std::move(result);
      // If the connection is lost, libpq would report forever that data is to come.
      if (PQstatus(connection_) != CONNECTION_OK) break;
    }
    return failed;
  }

  void write(const value& v) {
    switch (v.what()) {
      case value::kind::null_value:
        make_room(2);
        put('\\');
        put('N');
        break;
      case value::kind::text_value:
        write(v.text());
        break;
      case value::kind::bytes_value:
        write(v.bytes());
        break;
      default: {
        make_room(longest_scalar);
        char* const begin = buffer_.data() + used_;
        used_ += static_cast<std::size_t>(write_scalar(begin, v) - begin);
      }
    }
  }

  void write(string_ref text) {
    make_room(2 * text.size());
    char* to = buffer_.data() + used_;
    const char* const end = text.data() + text.size();
    for (const char* from = text.data(); from != end; ++from) {
      const char escape = escapes[static_cast<unsigned char>(*from)];
      if (escape == 0) {
        *to++ = *from;
      } else {
        *to++ = '\\';
        *to++ = escape;
      }
    }
    used_ = static_cast<std::size_t>(to - buffer_.data());
  }

  void write(bytes_ref bytes) {
    hex_.clear();
    append_hex(hex_, bytes);
    write(string_ref(hex_));
  }

  void put(char c) {
    make_room(1);
    buffer_[used_++] = c;
  }

  // A value that is larger than the buffer enlarges it.
  void make_room(std::size_t bytes) {
    if (buffer_.size() - used_ >= bytes) return;
    flush();
    if (buffer_.size() < bytes) buffer_.resize(bytes);
  }

  void flush() {
    for (std::size_t sent = 0; sent < used_;) {
      const std::size_t part = std::min(used_ - sent, most_at_once);
      if (PQputCopyData(connection_, buffer_.data() + sent, static_cast<int>(part)) != 1) {
        throw lost(connection_);
      }
      sent += part;
    }
    used_ = 0;
    // libpq does not report that it could not send, but reading shows that the connection ended.
    if (PQconsumeInput(connection_) == 0) {
      // The last message of the server can be read only when the copy has ended.
      PQputCopyEnd(connection_, nullptr);
      end();
      throw lost(connection_);
    }
  }

  PGconn* connection_;
  std::string statement_;
  std::string buffer_;
  std::string hex_;
  std::size_t used_ = 0;
  bool open_ = false;
};

}  // namespace

std::unique_ptr<bulk_writer> begin_postgresql_copy(PGconn* connection, std::string statement) {
  return std::make_unique<postgresql_copy>(connection, std::move(statement));
}

}  // namespace revise
