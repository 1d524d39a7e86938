#if PostgreSQL
  import Glibc
  import Synchronization

  /// A thread that runs one actor's jobs, so that waiting for the database blocks nobody else.
  final class ConnectionThread: SerialExecutor {
    private let queue = JobQueue()

    init() {
      let argument = Unmanaged.passRetained(queue).toOpaque()
      var thread = pthread_t()
      let status = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          Unmanaged<JobQueue>.fromOpaque(argument).takeRetainedValue().run()
          return nil
        }, argument)
      precondition(status == 0, "the system gives no more threads")
      pthread_detach(thread)
    }

    deinit {
      queue.finish()
    }

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      // Kept until the job has run, though the job may be the last that knows the actor.
      queue.append { [self] in job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
  }

  /// Jobs in order, and a thread that sleeps until there is one.
  private final class JobQueue: Sendable {
    private struct Jobs {
      var waiting: [@Sendable () -> Void] = []
      var isFinished = false
    }

    private let jobs = Mutex(Jobs())
    private nonisolated(unsafe) let signal: UnsafeMutablePointer<sem_t>

    init() {
      signal = .allocate(capacity: 1)
      sem_init(signal, 0, 0)
    }

    deinit {
      sem_destroy(signal)
      signal.deallocate()
    }

    func append(_ job: @escaping @Sendable () -> Void) {
      jobs.withLock { $0.waiting.append(job) }
      sem_post(signal)
    }

    func finish() {
      jobs.withLock { $0.isFinished = true }
      sem_post(signal)
    }

    /// Runs each job when it comes, until there will be none any more.
    func run() {
      while let job = next() { job() }
    }

    private func next() -> (@Sendable () -> Void)? {
      while true {
        while sem_wait(signal) != 0 {}  // a signal handler may have interrupted it
        let (job, isFinished) = jobs.withLock { jobs in
          (jobs.waiting.isEmpty ? nil : jobs.waiting.removeFirst(), jobs.isFinished)
        }
        if let job { return job }
        if isFinished { return nil }
      }
    }
  }
#endif
