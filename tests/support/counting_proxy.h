#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace revise::test {

/// Stands between a client and a PostgreSQL server on loopback, and counts how often a client waits
/// for the server: each time it sends something after it got an answer, it has begun another round
/// trip.
class counting_proxy {
 public:
  /// `url` names the server, with its host and its port. Throws std::runtime_error.
  explicit counting_proxy(const std::string& url);
  /// Cuts what is open.
  ~counting_proxy();
  counting_proxy(const counting_proxy&) = delete;
  counting_proxy& operator=(const counting_proxy&) = delete;

  /// The same server through the proxy.
  const std::string& url() const { return url_; }

  /// Of all connections until now. Whoever has an answer finds its own round trip counted.
  int round_trips() const { return round_trips_; }

 private:
  void accept();
  void serve(int client);

  std::string url_;
  int server_port_ = 0;
  int listener_ = -1;
  std::atomic<bool> ends_ = false;
  std::atomic<int> round_trips_ = 0;
  std::vector<std::thread> connections_;  // of the accepting thread, until that has ended
  std::thread acceptor_;
};

}  // namespace revise::test
