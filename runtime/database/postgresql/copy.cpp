#include "database/postgresql/copy.h"

#include <algorithm>
#include <array>

#include "database/postgresql/failure.h"
#include "database/value_text.h"

namespace revise {

namespace {

// What goes to libpq at once. Larger ones gained nothing.
constexpr std::size_t buffer_size = 1U << 16U;
constexpr std::size_t most_at_once = 1U << 30U;

// The letter after the backslash (PostgreSQL manual, COPY, "Text Format"), or 0: stands for itself.
constexpr std::array<char, 256> escapes = [] {
  std::array<char, 256> table{};
  table['\\'] = '\\';
  table['\t'] = 't';
  table['\n'] = 'n';
  table['\r'] = 'r';
  return table;
}();

// Formats rows into one buffer, which is sent when it is full. Whatever the server has against a
// row is read at the end: it goes on taking rows, and drops them.
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
  // Reads what the server answers to the whole; its first error, if it has one.
  result_pointer end() {
    open_ = false;
    result_pointer failed(nullptr, &PQclear);
    while (PGresult* next = PQgetResult(connection_)) {
      result_pointer result(next, &PQclear);
      if (PQresultStatus(next) == PGRES_FATAL_ERROR && !failed) failed = std::move(result);
      // Where the connection is gone, libpq would say for ever that data is to come.
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

  // A value larger than the buffer makes it grow.
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
    // libpq keeps to itself that it could not send; that the connection ended is there to read.
    if (PQconsumeInput(connection_) == 0) {
      // What the server said last is read only when the copy is over.
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
