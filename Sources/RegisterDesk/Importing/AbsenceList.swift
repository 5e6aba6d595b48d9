import Foundation
import RegisterStore
import RiskRegister

/// What people say of risks that an export lacks, as words or as the lines of a file.
///
///     4107=closed:2026-05-14
///     4110=left-out
struct AbsenceList {
    /// The answers, by id.
    private(set) var answers: [String: AbsenceAnswer] = [:]
    /// Where each was given: "absent.txt:3", or "--absent".
    private var places: [String: String] = [:]

    /// The answers of words; one that begins with @ names a file of them.
    ///
    /// - Parameter words: "ID=closed:DAY", "ID=left-out" or "@FILE".
    /// - Throws: `DeskFailure` with every fault of a file, or the first of the words.
    init(_ words: [String]) throws {
        for word in words {
            guard !word.hasPrefix("@") else {
                try read(String(word.dropFirst()))
                continue
            }
            if let fault = take(word, at: "--absent") {
                throw DeskFailure(
                    .usage,
                    "--absent \(word.prefix(80)): \(fault)\n"
                        + "Write --absent 4107=closed:2026-05-14, --absent 4107=left-out or --absent @FILE."
                )
            }
        }
    }

    private mutating func read(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DeskFailure(.missing, "there is no file \(path) to read answers from (--absent)")
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        var text = String(decoding: data, as: UTF8.self)[...]
        if text.first == "\u{FEFF}" { text.removeFirst() }
        var faults: [String] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let place = "\(name):\(number + 1)"
            if let fault = take(line, at: place) {
                faults.append("\(place): \(line.prefix(80)): \(fault)")
            }
        }
        if !faults.isEmpty { throw AbsenceList.refusal(faults) }
    }

    /// Takes one answer; what is wrong with it comes back.
    private mutating func take(_ text: String, at place: String) -> String? {
        guard let equals = text.lastIndex(of: "=") else { return "it has no \"=\"" }
        let id = text[..<equals].trimmingCharacters(in: .whitespaces)
        let word = text[text.index(after: equals)...].trimmingCharacters(in: .whitespaces)
        guard !id.isEmpty else { return "it names no id" }
        let answer: AbsenceAnswer
        if word.lowercased() == "left-out" {
            answer = .leftOut
        } else if word.lowercased().hasPrefix("closed:") {
            let day = word.dropFirst("closed:".count).trimmingCharacters(in: .whitespaces)
            guard let closed = Day(day) else { return "\"\(day)\" is no day (2026-05-14)" }
            answer = .closed(closed)
        } else {
            return "\"\(word)\" is neither closed:DAY nor left-out"
        }
        if let known = answers[id], known != answer {
            return "\(places[id] ?? "") answers otherwise"
        }
        answers[id] = answer
        places[id] = place
        return nil
    }

    /// What an answer that the register refuses says, with its place.
    func explained(_ faults: [StoreError.AbsenceFault]) -> DeskFailure {
        AbsenceList.refusal(
            faults.map { fault in
                let place = places[fault.id] ?? "--absent"
                return place == "--absent"
                    ? "--absent \(fault.id): \(fault.reason)"
                    : "\(place): \(fault.id): \(fault.reason)"
            })
    }

    /// The first faults, and how many more there are.
    private static func refusal(_ faults: [String]) -> DeskFailure {
        var lines = Array(faults.prefix(3))
        if faults.count > 3 { lines[2] += " (and \(faults.count - 3) more such)" }
        return DeskFailure(.refused, (lines + ["Nothing was imported."]).joined(separator: "\n"))
    }
}
