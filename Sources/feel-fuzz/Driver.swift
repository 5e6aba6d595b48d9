import Foundation

/// Starts workers one after another: the next goes on after the case that killed the last.
struct Driver {
    let options: Options
    let corpus: Corpus

    /// Runs until the time is up; the number of cases in which something was found.
    func run() throws -> Int {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("feel-fuzz-\(ProcessInfo.processInfo.processIdentifier)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        guard let progress = FuzzProgress(path: file) else { throw FuzzError.noMemory(file) }
        var first = options.first
        var crashes = 0
        while Date().timeIntervalSince1970 < options.until, first < options.last {
            let worker = try start(from: first, file)
            worker.waitUntilExit()
            if worker.terminationReason == .exit, worker.terminationStatus == 0 { break }
            let index = progress[.current]
            let given = Case(seed: options.seed, index: index, corpus: corpus)
            print("FOUND \(given.name): \(Self.end(of: worker))")
            print(given.shown)
            crashes += 1
            first = index + 1
        }
        report(progress, crashes)
        return progress[.failed] + crashes
    }

    private func start(from first: Int, _ file: String) throws -> Process {
        let worker = Process()
        worker.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        worker.arguments =
            [
                "--worker", file, "--seed", "\(options.seed)", "--first", "\(first)",
                "--last", "\(options.last)", "--until", "\(options.until)",
                "--stack", "\(options.stack >> 10)",
            ] + options.folders
        worker.environment = ProcessInfo.processInfo.environment.merging(
            ["SWIFT_BACKTRACE": "enable=no"]
        ) { $1 }
        try worker.run()
        return worker
    }

    /// What became of a worker, in words.
    static func end(of worker: Process) -> String {
        switch (worker.terminationReason, worker.terminationStatus) {
        case (.uncaughtSignal, SIGPROF): "took more than \(Worker.caseSeconds) s"
        case (.uncaughtSignal, let signal): "crashed with signal \(signal)"
        case (_, let status): "ended with status \(status)"
        }
    }

    private func report(_ progress: FuzzProgress, _ crashes: Int) {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        print(
            """
            \(progress[.done] + crashes) cases, \(progress[.accepted]) accepted, \
            \(progress[.valued]) with a value, in \(usage.ru_utime.tv_sec) s of the processor; the longest \(progress[.slowest] / 1000) ms \
            (case \(progress[.slowestIndex])), at most \(usage.ru_maxrss >> 10) MB
            \(progress[.failed] + crashes) found, \(crashes) of them crashes or hangs \
            (seed \(options.seed))
            """)
    }
}

/// Why the program cannot go on.
enum FuzzError: Error, CustomStringConvertible {
    case noMemory(String)
    case usage(String)
    case noFile(String)

    var description: String {
        switch self {
        case .noMemory(let path): "\(path) cannot be mapped into memory"
        case .usage(let what): what
        case .noFile(let path): "\(path) cannot be read"
        }
    }
}
