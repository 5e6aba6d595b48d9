import Foundation

/// Makes a text that fails shorter: parts are left out while it goes on failing.
struct Minimiser {
    let options: Options

    /// The shortest text found.
    func minimised(_ given: Case) throws -> Case {
        var bytes = given.bytes
        guard try fails(given.with(bytes)) else { return given }
        var size = max(1, bytes.count / 2)
        while size > 0 {
            var place = 0
            var isShorter = false
            while place < bytes.count {
                var shorter = bytes
                shorter.removeSubrange(place..<min(bytes.count, place + size))
                if try fails(given.with(shorter)) {
                    bytes = shorter
                    isShorter = true
                } else {
                    place += size
                }
            }
            if !isShorter || size == 1 { size /= 2 }
        }
        return given.with(bytes)
    }

    /// Whether a text fails in a process of its own.
    private func fails(_ given: Case) throws -> Bool {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("feel-fuzz-\(ProcessInfo.processInfo.processIdentifier).txt")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(given.bytes).write(to: file)
        let worker = Process()
        worker.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        worker.arguments = [
            "--input", file.path, "--target", given.target.rawValue, "--case",
            "\(given.seed):\(given.index)", "--stack", "\(options.stack >> 10)",
        ]
        worker.environment = ProcessInfo.processInfo.environment.merging(
            ["SWIFT_BACKTRACE": "enable=no"]
        ) { $1 }
        worker.standardOutput = FileHandle.nullDevice
        worker.standardError = FileHandle.nullDevice
        try worker.run()
        worker.waitUntilExit()
        return worker.terminationReason != .exit || worker.terminationStatus != 0
    }
}

extension Case {
    fileprivate func with(_ bytes: [UInt8]) -> Case {
        Case(seed: seed, index: index, target: target, bytes: bytes)
    }
}
