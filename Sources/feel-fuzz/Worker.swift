import Foundation

/// Runs cases one after another in this process, on a thread with as small a stack as a server's.
///
/// Whatever a case does to the process is seen by the driver, which started it.
enum Worker {
    /// How much of the processor one case may take, in seconds; then the process is killed.
    static let caseSeconds = 60
    /// How much memory the process may ask for.
    static let memoryLimit: rlim_t = 4 << 30

    /// Runs the cases from a number on, until a moment.
    static func run(_ options: Options, corpus: Corpus, progress: FuzzProgress) {
        limitMemory()
        onThread(stack: options.stack) {
            var index = options.first
            while Date().timeIntervalSince1970 < options.until, index < options.last {
                progress[.current] = index
                let given = Case(seed: options.seed, index: index, corpus: corpus)
                let microseconds = run(given, progress: progress)
                if microseconds > progress[.slowest] {
                    progress[.slowest] = microseconds
                    progress[.slowestIndex] = index
                }
                index += 1
            }
        }
    }

    /// Runs one case and counts it; gives the time of the processor that it took.
    @discardableResult
    static func run(_ given: Case, progress: FuzzProgress?) -> Int {
        watch(seconds: caseSeconds)
        let start = clock()
        let check = FuzzCheck(given)
        let microseconds = Int(clock() - start)
        if let progress {
            progress[.done] += 1
            progress[.accepted] += check.isAccepted ? 1 : 0
            progress[.valued] += check.hasValue ? 1 : 0
            progress[.failed] += check.failures.isEmpty ? 0 : 1
        }
        for failure in check.failures.prefix(3) {
            print("FOUND \(given.name): \(failure.prefix(600))")
        }
        if !check.failures.isEmpty { print(given.shown) }
        fflush(nil)
        return microseconds
    }

    /// Runs something on a thread with a small stack, and waits.
    static func onThread(stack: Int, _ body: @escaping @Sendable () -> Void) {
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            body()
            done.signal()
        }
        thread.stackSize = stack
        thread.start()
        done.wait()
    }

    /// Has the process killed by SIGPROF when it takes more of the processor than this from now on.
    static func watch(seconds: Int) {
        var timer = itimerval()
        timer.it_value.tv_sec = seconds
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }

    static func limitMemory() {
        var limit = rlimit(rlim_cur: memoryLimit, rlim_max: memoryLimit)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
    }
}

extension Case {
    /// By what the case can be run again.
    var name: String { "\(seed):\(index) (\(target.rawValue), \(bytes.count) bytes)" }

    /// The text, cut where it is long.
    var shown: String {
        let text = text
        return text.utf8.count > 1_500 ? "  \(text.prefix(1_500))..." : "  \(text)"
    }
}
