#pragma once

#include <pthread.h>

#include <csignal>
#include <thread>
#include <utility>

namespace revise {

/// Starts a thread that receives no signals, so that they reach the threads that handle them.
template <class Function>
std::thread quiet_thread(Function&& function) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    std::thread thread(std::forward<Function>(function));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return thread;
  } catch (...) {
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    throw;
  }
}

}  // namespace revise
