import Foundation
import RegisterDesk
import RiskRegister
import Texts

/// The clock and the environment: read here and nowhere else.
enum Surroundings {
    /// The value of an environment variable; empty counts as unset.
    static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The moment of asking: the machine's clock and local day.
    ///
    /// SOURCE_DATE_EPOCH fixes both (https://reproducible-builds.org/specs/source-date-epoch/), its day
    /// being that of UTC, so that a demonstration or a test gives the same bytes every time.
    static var now: Now {
        let seconds = variable("SOURCE_DATE_EPOCH").flatMap(TimeInterval.init)
        let date = seconds.map { Date(timeIntervalSince1970: $0) } ?? Date()
        let instants = ISO8601DateFormatter()
        instants.formatOptions = [.withInternetDateTime]
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = seconds == nil ? .current : .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return Now(
            instant: instants.string(from: date),
            day: Day(parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1) ?? Day(number: 0))
    }

    /// Standard error is a terminal, so progress may be shown on it.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Somebody can be asked: standard input is a terminal.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && showsProgress }

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
    /// Writes text, without what would act on a terminal: exports hold escape sequences too.
    ///
    /// JSON has escapes for them and loses nothing.
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.harmless.utf8)) }

    /// Writes a line.
    static func line(_ text: String = "") { write(text + "\n") }

    /// Writes a line on standard error.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text.harmless + "\n").utf8))
    }
}
