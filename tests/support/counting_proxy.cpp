#include "support/counting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <system_error>

namespace revise::test {

namespace {

constexpr int until_next_look = 100;  // in milliseconds

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

bool is_readable(int socket) {
  pollfd asked{socket, POLLIN, 0};
  return poll(&asked, 1, until_next_look) > 0;
}

bool send_all(int socket, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = send(socket, data, size, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    data += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

class socket_end {
 public:
  explicit socket_end(int socket) : socket_(socket) {
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  ~socket_end() { close(socket_); }
  socket_end(const socket_end&) = delete;
  socket_end& operator=(const socket_end&) = delete;
  int get() const { return socket_; }

 private:
  int socket_;
};

}  // namespace

counting_proxy::counting_proxy(const std::string& url) {
  // postgresql://USER:PASSWORD@127.0.0.1:PORT/NAME
  const std::size_t host = url.find('@') + 1;
  const std::size_t colon = url.find(':', host);
  const std::size_t slash = url.find('/', host);
  if (host == 0 || colon == std::string::npos || slash == std::string::npos) {
    throw std::runtime_error("no host and port in the URL");
  }
  server_port_ = std::stoi(url.substr(colon + 1, slash - colon - 1));
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (listener_ < 0 || bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      listen(listener_, 8) != 0 ||
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::system_error(errno, std::generic_category(), "counting_proxy");
  }
  url_ = url.substr(0, host) + "127.0.0.1:" + std::to_string(ntohs(address.sin_port)) +
         url.substr(slash);
  acceptor_ = std::thread([this] { accept(); });
}

counting_proxy::~counting_proxy() {
  ends_ = true;
  acceptor_.join();
  for (std::thread& connection : connections_) connection.join();
  close(listener_);
}

void counting_proxy::accept() {
  while (!ends_) {
    if (!is_readable(listener_)) continue;
    const int client = ::accept(listener_, nullptr, nullptr);
    if (client >= 0) connections_.emplace_back([this, client] { serve(client); });
  }
}

void counting_proxy::serve(int client) {
  const socket_end from(client);
  const socket_end to(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = loopback(server_port_);
  if (connect(to.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return;
  bool was_answered = true;
  std::vector<char> buffer(1U << 20U);
  while (!ends_) {
    std::array<pollfd, 2> ends = {pollfd{from.get(), POLLIN, 0}, pollfd{to.get(), POLLIN, 0}};
    if (poll(ends.data(), ends.size(), until_next_look) <= 0) continue;
    if (ends[0].revents != 0) {
      const ssize_t got = read(from.get(), buffer.data(), buffer.size());
      if (got <= 0) return;
      if (was_answered) ++round_trips_;
      was_answered = false;
      if (!send_all(to.get(), buffer.data(), static_cast<std::size_t>(got))) return;
    }
    if (ends[1].revents != 0) {
      const ssize_t got = read(to.get(), buffer.data(), buffer.size());
      if (got <= 0) return;
      was_answered = true;
      if (!send_all(from.get(), buffer.data(), static_cast<std::size_t>(got))) return;
    }
  }
}

}  // namespace revise::test
