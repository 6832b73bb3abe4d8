#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace revise::test {

/// A proxy between a client and a PostgreSQL server on loopback. It counts round trips: a round
/// trip begins when the client sends something after it has received an answer.
class counting_proxy {
 public:
  /// `url` names the server with its host and its port. Throws std::runtime_error.
  explicit counting_proxy(const std::string& url);
  /// Closes all open connections.
  ~counting_proxy();
  counting_proxy(const counting_proxy&) = delete;
  counting_proxy& operator=(const counting_proxy&) = delete;

  /// The server's URL through the proxy.
  const std::string& url() const { return url_; }

  /// The round trips of all connections so far. When a client has an answer, its round trip is
  /// already counted.
  int round_trips() const { return round_trips_; }

 private:
  void accept();
  void serve(int client);

  std::string url_;
  int server_port_ = 0;
  int listener_ = -1;
  std::atomic<bool> ends_ = false;
  std::atomic<int> round_trips_ = 0;
  std::vector<std::thread> connections_;  // used by the accepting thread until it has ended
  std::thread acceptor_;
};

}  // namespace revise::test
