import Foundation

/// The clock and the environment: read here and nowhere else.
enum Surroundings {
    /// The value of an environment variable; empty counts as unset.
    static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The instant of storing, ISO 8601 UTC in seconds.
    ///
    /// SOURCE_DATE_EPOCH fixes it (https://reproducible-builds.org/specs/source-date-epoch/), so that
    /// a demonstration or a test gives the same bytes every time.
    static var now: String {
        let seconds = variable("SOURCE_DATE_EPOCH").flatMap(TimeInterval.init)
        let date = seconds.map { Date(timeIntervalSince1970: $0) } ?? Date()
        return instants.string(from: date)
    }

    /// An instant with its zone (2026-07-02T10:00:00+01:00) as the register writes instants, in UTC.
    static func instant(_ text: String) -> String? {
        instants.date(from: text).map(instants.string(from:))
    }

    private static var instants: ISO8601DateFormatter {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime]
        return formatter
    }

    /// Standard error is a terminal, so progress may be shown on it.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// The width of the terminal, or 100 where there is none.
    static var width: Int {
        if let columns = variable("COLUMNS").flatMap(Int.init), columns > 20 { return columns }
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 {
            return Int(size.ws_col)
        }
        return 100
    }
}

/// Writes lines on standard output.
enum Output {
    /// Writes text as it is.
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    /// Writes a line.
    static func line(_ text: String = "") { write(text + "\n") }

    /// Writes a line on standard error.
    static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
